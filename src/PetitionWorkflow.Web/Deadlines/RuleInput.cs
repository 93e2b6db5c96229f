using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>The form of a clock rule. Rows without a kind are dropped, so that steps are added and removed without scripts.</summary>
public sealed class RuleInput
{
    /// <summary>Empty rows that wait for a further step.</summary>
    private const int SpareRows = 2;

    private const string Hearing = "hearing";

    public int BasedOn { get; set; }
    public DateOnly EffectiveFrom { get; set; }
    public int? Length { get; set; }
    public ClockUnit Unit { get; set; }
    public bool RollForward { get; set; }

    /// <summary>A hearing stops the count (Art. 36 ¶2).</summary>
    public bool PauseGrounds { get; set; }

    public int Hour { get; set; }
    public List<StepInput> Steps { get; set; } = [];
    public string? Note { get; set; }

    public IEnumerable<StepInput> Rows => Steps.Where(s => s.Kind is not null).Concat(Enumerable.Range(0, SpareRows).Select(_ => new StepInput()));

    public static RuleInput Of(ClockDraft draft, int basedOn) => new()
    {
        BasedOn = basedOn, EffectiveFrom = draft.EffectiveFrom, Length = draft.Length, Unit = draft.Unit, RollForward = draft.RollForward,
        PauseGrounds = draft.PauseGrounds.Contains(Hearing), Hour = draft.Hour,
        Steps = [.. draft.Steps.Select(s => new StepInput { Kind = s.Kind, Offset = s.Offset, Every = s.Every, AtMost = s.AtMost, To = [.. s.To] })],
    };

    public ClockDraft Draft() => new()
    {
        EffectiveFrom = EffectiveFrom, Length = Length, Unit = Unit, RollForward = RollForward, PauseGrounds = PauseGrounds ? [Hearing] : [], Hour = Hour,
        Steps = [.. Steps.Where(s => s.Kind is not null).Select(s => new LadderStep { Kind = s.Kind!.Value, Offset = s.Offset ?? 0, Every = s.Every ?? 0, AtMost = s.AtMost ?? 0, To = s.To })],
    };
}

public sealed class StepInput
{
    public StageKind? Kind { get; set; }
    public int? Offset { get; set; }
    public int? Every { get; set; }
    public int? AtMost { get; set; }
    public List<Audience> To { get; set; } = [];
}
