using System.Globalization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Periodic;

/// <param name="Rows">Label and number, ready to read.</param>
public sealed record FigureTable(string Title, IReadOnlyList<(string Label, string Value)> Rows);

/// <summary>The numbers of a report in the reader's words; page, print and Word file show the same tables.</summary>
public sealed class FigureTables(Texts texts)
{
    public IReadOnlyList<FigureTable> Of(PeriodFigures figures) =>
    [
        .. new FigureTable[]
        {
            new(texts["Periodic.Overall"], [.. Overall(figures)]),
            new(texts["Periodic.Channels"], Rows(figures.Channels, key => texts["Shared.Channel." + key])),
            new(texts["Periodic.Classes"], Rows(figures.Classes, key => texts["Petitions.MatterClass." + key])),
            new(texts["Periodic.Categories"], Rows(figures.Categories, key => key)),
            new(texts["Periodic.Units"], [.. figures.Units.Select(u => (Named(u.Name, name => name), UnitWords(u)))]),
            new(texts["Periodic.Rates"], [.. figures.Rates.Select(r => (texts.Of(r.Indicator), Words(r.Share)))]),
            new(texts["Periodic.RootCauses"], Rows(figures.RootCauses, key => texts["TaskForms.verify.rootCause." + key])),
            new(texts["Periodic.Suggestions"], [.. figures.Suggestions.Select((s, i) => (s.Case.Length > 0 ? s.Case : (i + 1).ToString(CultureInfo.InvariantCulture), SuggestionWords(s)))]),
            new(texts["Suggestions.InMonth"], Rows(figures.Adoptions, key => texts["Suggestions.Adoption." + key])),
            new(texts["Periodic.Situations"], Rows(figures.Situations, key => texts["Situations.SituationKind." + key])),
            new(texts["Periodic.ReturnVisits"], Rows(figures.ReturnVisits, key => texts["ReturnVisits.ReturnVisitAnswer." + key])),
        }.Where(t => t.Rows.Count > 0),
    ];

    private IEnumerable<(string, string)> Overall(PeriodFigures figures)
    {
        yield return (texts["Periodic.Received"], Words(figures.Received));
        yield return (texts["Periodic.PeriodBefore"], Compared(figures.Received, figures.PeriodBefore));
        yield return (texts["Periodic.YearBefore"], Compared(figures.Received, figures.YearBefore));
        yield return (texts["Periodic.Repeats"], Words(figures.Repeats));
        yield return (texts["Periodic.Closed"], Words(figures.Closed));
        yield return (texts["Periodic.Urgent"], Words(figures.Urgent));
        yield return (texts["Periodic.Rework"], Words(figures.Rework));
        yield return (texts["Periodic.Reviews"], Words(figures.Reviews));
        yield return (texts["Periodic.Transferred"], Words(figures.Transferred));
        yield return (texts["Periodic.Assigned"], Words(figures.Assigned));
        yield return (texts["Periodic.Supervised"], Words(figures.Supervised));
        yield return (texts["Periodic.LowestLevel"], figures.LowestLevel is { } share ? Words(share) : texts["Periodic.NotKnown"]);
    }

    private IReadOnlyList<(string, string)> Rows(IReadOnlyList<Count> counts, Func<string, string> nameOf) =>
        [.. counts.Select(c => (Named(c.Key, nameOf), Words(c.Cases)))];

    private string Named(string key, Func<string, string> nameOf) => key.Length == 0 ? texts["Periodic.NotYet"] : nameOf(key);

    private string UnitWords(UnitLine unit) => texts["Periodic.UnitLine", Words(unit.Cases), Words(unit.OnTime), Words(unit.Satisfaction)];

    private string SuggestionWords(Suggestion suggestion) =>
        texts["Suggestions.WithAdoption", suggestion.Text, suggestion.Adoption is { } adoption ? texts.Of(adoption) : texts["Suggestions.Undecided"]];

    private string Words(int? cases) => cases is { } number ? texts["Periodic.Cases", number] : texts["Periodic.Hidden"];

    private string Words(Share share) => share switch
    {
        { Of: null } => texts["Periodic.Hidden"],
        { Percent: { } percent } => texts["Periodic.Share", share.Counted, share.Of, percent],
        _ => texts["Periodic.None"],
    };

    /// <summary>The other period's number and, where both are known, by how much this one differs.</summary>
    private string Compared(int? now, int? then) => now is { } current && then is > 0 and { } old
        ? texts["Periodic.Compared", Words(then), decimal.Round(100m * (current - old) / old, 1, MidpointRounding.AwayFromZero).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture)]
        : Words(then);
}
