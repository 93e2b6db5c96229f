using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>The form of a clock rule. Rows without a kind are dropped, so that steps are added and removed without scripts.</summary>
public sealed class RuleInput
{
    /// <summary>Empty rows that wait for a further step.</summary>
    private const int SpareRows = 2;

    private const string InternalTarget = "internal-own";

    public int BasedOn { get; set; }
    public DateOnly EffectiveFrom { get; set; }
    public int? Length { get; set; }
    public ClockUnit Unit { get; set; }
    public bool RollForward { get; set; }
    public ClockStart Starts { get; set; }
    public List<string> Stops { get; set; } = [];

    /// <summary>In words; a basis of the shipped ones is known again by its words.</summary>
    public string? Basis { get; set; }

    /// <summary>One for each profile but the national one; without a length the rule's own holds.</summary>
    public List<ProfileInput> Profiles { get; set; } = [];

    /// <summary>One for each ground there is.</summary>
    public List<PauseInput> Pauses { get; set; } = [];

    public int Hour { get; set; }
    public List<StepInput> Steps { get; set; } = [];
    public string? Note { get; set; }

    private string BasisOf(ClockRule before, Texts texts) => Basis?.Trim() switch
    {
        null or "" when before.Standing == ClockStanding.Internal => InternalTarget,
        { } words when words == texts.BasisOf(before.Basis) => before.Basis,
        { } words => words,
        null => "",
    };

    public IEnumerable<StepInput> Rows => Steps.Where(s => s.Kind is not null).Concat(Enumerable.Range(0, SpareRows).Select(_ => new StepInput()));

    public static RuleInput Of(ClockDraft draft, int basedOn, Texts texts) => new()
    {
        BasedOn = basedOn, EffectiveFrom = draft.EffectiveFrom, Length = draft.Length, Unit = draft.Unit, RollForward = draft.RollForward, Starts = draft.Starts, Stops = [.. draft.Stops], Basis = texts.BasisOf(draft.Basis),
        Profiles = [.. ClockProfiles.All.Where(p => p != ClockProfiles.National).Select(p => ProfileInput.Of(p, draft.Profiles.FirstOrDefault(own => own.Profile == p), draft.Unit))],
        Pauses = [.. PauseGrounds.All.Select(g => new PauseInput { Ground = g, IsOn = draft.PauseGrounds.Contains(g), Basis = draft.PauseBases.FirstOrDefault(b => b.Ground == g)?.Basis })],
        Hour = draft.Hour,
        Steps = [.. draft.Steps.Select(s => new StepInput { Kind = s.Kind, Offset = s.Offset, Every = s.Every, AtMost = s.AtMost, To = [.. s.To] })],
    };

    /// <param name="before">The version that the administrator began with.</param>
    /// <param name="texts">The words that the form was shown in.</param>
    public ClockDraft Draft(ClockRule before, Texts texts) => new()
    {
        EffectiveFrom = EffectiveFrom, Length = Length, Unit = Unit, RollForward = RollForward, Starts = Starts, Stops = Stops, Basis = BasisOf(before, texts),
        Profiles = [.. Profiles.Where(p => p.Length is not null).Select(p => p.Own(before))],
        PauseGrounds = [.. Pauses.Where(p => p.IsOn).Select(p => p.Ground)], Hour = Hour,
        PauseBases = [.. Pauses.Where(p => p.IsOn && !string.IsNullOrWhiteSpace(p.Basis)).Select(p => new PauseBasis(p.Ground, p.Basis!.Trim()))],
        Steps = [.. Steps.Where(s => s.Kind is not null).Select(s => new LadderStep { Kind = s.Kind!.Value, Offset = s.Offset ?? 0, Every = s.Every ?? 0, AtMost = s.AtMost ?? 0, To = s.To })],
    };
}

/// <summary>A rule's length under a profile.</summary>
public sealed class ProfileInput
{
    public string Profile { get; set; } = "";
    public int? Length { get; set; }
    public ClockUnit Unit { get; set; }

    public static ProfileInput Of(string profile, ProfileLength? own, ClockUnit unit) => new() { Profile = profile, Length = own?.Length, Unit = own?.Unit ?? unit };

    /// <summary>What an administrator sets for a profile is the office's target, unless the version before says on what law it stands.</summary>
    public ProfileLength Own(ClockRule before) =>
        new(Profile, Length!.Value, Unit, before.Profiles.FirstOrDefault(p => p.Profile == Profile)?.Basis ?? "internal-" + Profile);
}

public sealed class PauseInput
{
    public string Ground { get; set; } = "";
    public bool IsOn { get; set; }
    public string? Basis { get; set; }
}

public sealed class StepInput
{
    public StageKind? Kind { get; set; }
    public int? Offset { get; set; }
    public int? Every { get; set; }
    public int? AtMost { get; set; }
    public List<Audience> To { get; set; } = [];
}
