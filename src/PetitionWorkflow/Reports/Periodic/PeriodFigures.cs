using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Reports.Suggestions;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>
/// The numbers of a period (C64), computed once and frozen with the draft. A number that is null is hidden: in the units' copy it would
/// tell of single persons.
/// </summary>
/// <param name="Received">First petitions that reached the office; reviews are counted apart.</param>
/// <param name="PeriodBefore">環比: received in the period before.</param>
/// <param name="YearBefore">同比: received in the same period of the year before.</param>
/// <param name="LowestLevel">Of the resolved cases, those resolved by a district, a sub-district or a unit that stands under another one (C06); null where no unit does.</param>
/// <param name="Rates">The office as a whole, by the facts that the ranking of units uses too (C57).</param>
public sealed record PeriodFigures(
    int? Received, int? PeriodBefore, int? YearBefore, int? Closed, int? Urgent, int? Rework, int? Reviews, Share? LowestLevel,
    IReadOnlyList<Count> Channels, IReadOnlyList<Count> Classes, IReadOnlyList<Count> Categories, IReadOnlyList<UnitLine> Units,
    IReadOnlyList<Rate> Rates, IReadOnlyList<Count> RootCauses, IReadOnlyList<Suggestion> Suggestions)
{
    /// <summary>What was decided in the period about suggestions of any (C65); for the office alone.</summary>
    public IReadOnlyList<Count> Adoptions { get; init; } = [];

    /// <summary>轉送, 交辦, 督辦 (Art. 41): sent to another authority, given to a unit, supervised.</summary>
    public int? Transferred { get; init; }

    public int? Assigned { get; init; }
    public int? Supervised { get; init; }

    /// <summary>Situation notes of units (C58) by kind; for the office alone.</summary>
    public IReadOnlyList<Count> Situations { get; init; } = [];

    /// <summary>回訪 (C81) by what came of each; for the office alone.</summary>
    public IReadOnlyList<Count> ReturnVisits { get; init; } = [];

    /// <summary>重複信訪: of those received, the ones that the same person had brought before. Null in figures that were frozen before it was counted.</summary>
    public int? Repeats { get; init; }
}

/// <param name="Key">The name of the enum's value, of the form's option, of the category; empty when nobody has said yet.</param>
public sealed record Count(string Key, int? Cases);

/// <summary>Some of many; both hidden when there are too few.</summary>
public sealed record Share(int? Counted, int? Of)
{
    /// <summary>Per cent, one digit after the point; null when nothing can be said.</summary>
    public decimal? Percent => Counted is { } some && Of is > 0 and { } all ? decimal.Round(100m * some / all, 1, MidpointRounding.AwayFromZero) : null;
}

public sealed record Rate(Indicator Indicator, Share Share);

/// <param name="Name">As the unit was called then; empty for cases that no unit has yet.</param>
public sealed record UnitLine(string Name, int? Cases, Share OnTime, Share Satisfaction);

/// <param name="Case">登記編號; empty in the units' copy.</param>
/// <param name="RootCause">The option of <c>verify</c>.</param>
/// <param name="Adoption">As it stood when the figures were made; null while undecided.</param>
public sealed record Suggestion(string Case, string RootCause, string Text, Adoption? Adoption = null);
