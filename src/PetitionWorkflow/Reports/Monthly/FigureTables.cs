using System.Globalization;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reports.Monthly;

/// <param name="Rows">Label and number, ready to read.</param>
public sealed record FigureTable(string Title, IReadOnlyList<(string Label, string Value)> Rows);

/// <summary>The numbers of a report in the reader's words; page, print and Word file show the same tables.</summary>
public sealed class FigureTables(Texts texts)
{
    public IReadOnlyList<FigureTable> Of(MonthFigures figures) =>
    [
        .. new FigureTable[]
        {
            new(texts["Monthly.Overall"], [.. Overall(figures)]),
            new(texts["Monthly.Channels"], Rows(figures.Channels, key => texts["Shared.Channel." + key])),
            new(texts["Monthly.Classes"], Rows(figures.Classes, key => texts["Petitions.MatterClass." + key])),
            new(texts["Monthly.Categories"], Rows(figures.Categories, key => key)),
            new(texts["Monthly.Units"], [.. figures.Units.Select(u => (Named(u.Name, name => name), UnitWords(u)))]),
            new(texts["Monthly.Rates"], [.. figures.Rates.Select(r => (texts.Of(r.Indicator), Words(r.Share)))]),
            new(texts["Monthly.RootCauses"], Rows(figures.RootCauses, key => texts["TaskForms.verify.rootCause." + key])),
            new(texts["Monthly.Suggestions"], [.. figures.Suggestions.Select((s, i) => (s.Case.Length > 0 ? s.Case : (i + 1).ToString(CultureInfo.InvariantCulture), SuggestionWords(s)))]),
            new(texts["Suggestions.InMonth"], Rows(figures.Adoptions, key => texts["Suggestions.Adoption." + key])),
        }.Where(t => t.Rows.Count > 0),
    ];

    private IEnumerable<(string, string)> Overall(MonthFigures figures)
    {
        yield return (texts["Monthly.Received"], Words(figures.Received));
        yield return (texts["Monthly.MonthBefore"], Compared(figures.Received, figures.MonthBefore));
        yield return (texts["Monthly.YearBefore"], Compared(figures.Received, figures.YearBefore));
        yield return (texts["Monthly.Closed"], Words(figures.Closed));
        yield return (texts["Monthly.Urgent"], Words(figures.Urgent));
        yield return (texts["Monthly.Rework"], Words(figures.Rework));
        yield return (texts["Monthly.Reviews"], Words(figures.Reviews));
        yield return (texts["Monthly.LowestLevel"], figures.LowestLevel is { } share ? Words(share) : texts["Monthly.NotKnown"]);
    }

    private IReadOnlyList<(string, string)> Rows(IReadOnlyList<Count> counts, Func<string, string> nameOf) =>
        [.. counts.Select(c => (Named(c.Key, nameOf), Words(c.Cases)))];

    private string Named(string key, Func<string, string> nameOf) => key.Length == 0 ? texts["Monthly.NotYet"] : nameOf(key);

    private string UnitWords(UnitLine unit) => texts["Monthly.UnitLine", Words(unit.Cases), Words(unit.OnTime), Words(unit.Satisfaction)];

    private string SuggestionWords(Suggestion suggestion) =>
        texts["Suggestions.WithAdoption", suggestion.Text, suggestion.Adoption is { } adoption ? texts.Of(adoption) : texts["Suggestions.Undecided"]];

    private string Words(int? cases) => cases is { } number ? texts["Monthly.Cases", number] : texts["Monthly.Hidden"];

    private string Words(Share share) => share switch
    {
        { Of: null } => texts["Monthly.Hidden"],
        { Percent: { } percent } => texts["Monthly.Share", share.Counted, share.Of, percent],
        _ => texts["Monthly.None"],
    };

    /// <summary>The other period's number and, where both are known, by how much this one differs.</summary>
    private string Compared(int? now, int? then) => now is { } current && then is > 0 and { } old
        ? texts["Monthly.Compared", Words(then), decimal.Round(100m * (current - old) / old, 1, MidpointRounding.AwayFromZero).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture)]
        : Words(then);
}
