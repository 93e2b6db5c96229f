using PetitionWorkflow.Reports.Ranking;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>
/// Hides numbers of so few cases that a reader who knows one of them would learn about its person. Where exactly one line of a table is
/// hidden, the next smallest goes too: the total would give it away.
/// </summary>
public static class SmallCounts
{
    public const int Fewest = 3;

    public static PeriodFigures Hide(PeriodFigures figures) => new(
        Hide(figures.Received), Hide(figures.PeriodBefore), Hide(figures.YearBefore), Hide(figures.Closed), Hide(figures.Urgent), Hide(figures.Rework),
        Hide(figures.Reviews), figures.LowestLevel is { } share ? Hide(share) : null,
        Hide(figures.Channels), Hide(figures.Classes), Hide(figures.Categories), Hide(figures.Units),
        [.. figures.Rates.Select(r => r with { Share = Hide(r.Share) })], Hide(figures.RootCauses),
        [.. figures.Suggestions.Select(s => s with { Case = "" })])
    {
        Transferred = Hide(figures.Transferred), Assigned = Hide(figures.Assigned), Supervised = Hide(figures.Supervised), Repeats = Hide(figures.Repeats),
    };

    public static IReadOnlyList<Count> Hide(IReadOnlyList<Count> counts)
    {
        var hidden = HiddenAmong([.. counts.Select(c => c.Cases)]);
        return [.. counts.Select((c, i) => hidden.Contains(i) ? c with { Cases = null } : c)];
    }

    private static IReadOnlyList<UnitLine> Hide(IReadOnlyList<UnitLine> units)
    {
        var hidden = HiddenAmong([.. units.Select(u => u.Cases)]);
        return [.. units.Select((u, i) => u with { Cases = hidden.Contains(i) ? null : u.Cases, OnTime = Hide(u.OnTime), Satisfaction = Hide(u.Satisfaction) })];
    }

    private static int? Hide(int? cases) => IsSmall(cases) ? null : cases;

    private static Share Hide(Share share) => IsSmall(share.Of) ? new Share(null, null) : share;

    private static bool IsSmall(int? cases) => cases is > 0 and < Fewest;

    private static HashSet<int> HiddenAmong(IReadOnlyList<int?> cases)
    {
        var hidden = Enumerable.Range(0, cases.Count).Where(i => IsSmall(cases[i])).ToHashSet();
        var rest = Enumerable.Range(0, cases.Count).Where(i => cases[i] >= Fewest).ToList();
        if (hidden.Count == 1 && rest.Count > 0)
        {
            hidden.Add(rest.MinBy(i => cases[i]));
        }

        return hidden;
    }
}
