using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>
/// What a published rule must keep to: no due day before its start, no legal limit beyond the law, no right of the petitioner cut short, and a
/// ladder that can be climbed. The law is the shipped catalogue.
/// </summary>
public sealed class ClockRuleChecks(Calendars calendars, TimeProvider time, Texts texts)
{
    public const int MaxLength = 1000;
    public const int MaxSteps = 20;
    public const int MaxOffset = 1000;

    /// <summary>Characters.</summary>
    public const int MaxBasis = 200;

    /// <summary>Every start day of a year and a bit: holidays move what an example would not show.</summary>
    private const int DaysTried = 400;

    /// <summary>Every fault; none when the draft may be published.</summary>
    public async Task<IReadOnlyList<Refusal>> CheckAsync(ClockDraft draft, ClockRule before, LadderRule ladder, CancellationToken cancellation)
    {
        var faults = new List<Refusal>(ShapeFaults(draft, before));
        faults.AddRange(LadderFaults(draft, ladder));
        if (faults.Count == 0 && LawFault(draft.After(before, ladder).Rule, await calendars.CurrentAsync(cancellation)) is { } unlawful)
        {
            faults.Add(unlawful);
        }

        return faults;
    }

    private IEnumerable<Refusal> ShapeFaults(ClockDraft draft, ClockRule before)
    {
        var earliest = Later(time.Today().AddDays(1), before.EffectiveFrom);
        if (draft.EffectiveFrom < earliest || draft.EffectiveFrom.Year > ProvisionalYear.Last - 5)
        {
            yield return new Refusal("clock-rule-too-early", Day(earliest)) { Field = nameof(draft.EffectiveFrom) };
        }

        if (draft.Length < 1)
        {
            yield return new Refusal("clock-rule-due-before-start", draft.Length) { Field = nameof(draft.Length) };
        }

        if (draft.Length > MaxLength || (draft.Length is null) != (before.Length is null))
        {
            yield return new Refusal("clock-rule-length", MaxLength) { Field = nameof(draft.Length) };
        }

        if ((draft.Unit is ClockUnit.CalendarDays or ClockUnit.WorkingDays) != before.CountsDays || (draft.RollForward && !before.CountsDays))
        {
            yield return new Refusal("clock-rule-unit") { Field = nameof(draft.Unit) };
        }

        foreach (var fault in EventFaults(draft, before, ClockCatalogue.Shipped.Newest(before.Code) ?? before))
        {
            yield return fault;
        }

        if (string.IsNullOrWhiteSpace(draft.Basis) || draft.Basis.Length > MaxBasis)
        {
            yield return new Refusal("clock-rule-basis", MaxBasis) { Field = nameof(draft.Basis) };
        }

        if (draft.Profiles.FirstOrDefault(p => !Fits(p)) is { } unfit)
        {
            yield return new Refusal(unfit.Length < 1 ? "clock-rule-due-before-start" : "clock-rule-length", unfit.Length < 1 ? unfit.Length : MaxLength) { Field = nameof(draft.Profiles) };
        }

        foreach (var fault in PauseFaults(draft, before))
        {
            yield return fault;
        }

        bool Fits(ProfileLength own) => own.Length is >= 1 and <= MaxLength && before.Length is not null && MayDiffer(own) && (own.Unit is ClockUnit.CalendarDays or ClockUnit.WorkingDays) == before.CountsDays
            && own.Profile != ClockProfiles.National && ClockProfiles.All.Contains(own.Profile) && draft.Profiles.Count(p => p.Profile == own.Profile) == 1;

        // A right is the same for everybody, but for the window that a hotline leaves its units (K04).
        bool MayDiffer(ProfileLength own) =>
            before.Standing != ClockStanding.Right || ClockCatalogue.Shipped.Newest(before.Code)?.Profiles.Any(p => p.Profile == own.Profile) == true;
    }

    /// <summary>The law names the hearing of K11 only: any other stop of a legal time stands on a rule that the administrator cites.</summary>
    private IEnumerable<Refusal> PauseFaults(ClockDraft draft, ClockRule before)
    {
        if (draft.PauseGrounds.Count > 0 && (draft.Unit is ClockUnit.Hours or ClockUnit.Minutes || before.Standing == ClockStanding.Right))
        {
            yield return new Refusal("clock-rule-pause-unit") { Field = nameof(draft.PauseGrounds) };
        }

        var law = ClockCatalogue.Shipped.Newest(before.Code)?.PauseGrounds ?? [];
        foreach (var ground in draft.PauseGrounds.Where(g => before.Standing == ClockStanding.Legal && !law.Contains(g)))
        {
            if (draft.PauseBases.FirstOrDefault(b => b.Ground == ground)?.Basis is not { Length: > 0 and <= MaxBasis })
            {
                yield return new Refusal("clock-rule-pause-without-law", texts["Deadlines.PauseGround." + ground]) { Field = nameof(draft.PauseGrounds) };
            }
        }

        if (draft.PauseGrounds.Any(g => !PauseGrounds.All.Contains(g)) || draft.PauseBases.Any(b => b.Basis.Length > MaxBasis))
        {
            yield return new Refusal("clock-rule-basis", MaxBasis) { Field = nameof(draft.PauseGrounds) };
        }
    }

    /// <summary>A legal time may be counted from an earlier moment, a right of the petitioner from a later one; what ends either is the law's.</summary>
    private static IEnumerable<Refusal> EventFaults(ClockDraft draft, ClockRule before, ClockRule law)
    {
        var isCaseMoment = draft.Starts != ClockStart.Step && law.Starts != ClockStart.Step;
        var isLawful = before.Standing switch
        {
            ClockStanding.Legal => draft.Starts <= law.Starts,
            ClockStanding.Right => draft.Starts >= law.Starts,
            _ => true,
        };
        if (draft.Starts != law.Starts && !(isCaseMoment && isLawful && Enum.IsDefined(draft.Starts)))
        {
            yield return new Refusal("clock-rule-start") { Field = nameof(draft.Starts) };
        }

        var isSubset = draft.Stops.Count > 0 && draft.Stops.All(law.Stops.Contains);
        if (!isSubset || (before.Standing != ClockStanding.Internal && draft.Stops.Count != law.Stops.Count))
        {
            yield return new Refusal("clock-rule-stops") { Field = nameof(draft.Stops) };
        }
    }

    private static IEnumerable<Refusal> LadderFaults(ClockDraft draft, LadderRule ladder)
    {
        if (draft.Hour is < 0 or > 23)
        {
            yield return new Refusal("clock-rule-hour") { Field = nameof(draft.Hour) };
        }

        if (draft.Steps.Count > MaxSteps || draft.Steps.Count(s => s.Kind == StageKind.Missed) != 1)
        {
            yield return new Refusal("clock-rule-steps", MaxSteps) { Field = nameof(draft.Steps) };
        }

        // The ledger knows a clock's card, and each numbered urging, once.
        var after = draft.Steps.Where(s => s.Kind is StageKind.YellowCard or StageKind.RedCard or StageKind.Urge).OrderBy(s => s.Kind).ToList();
        if (after.DistinctBy(s => s.Kind).Count() < after.Count)
        {
            yield return new Refusal("clock-rule-steps-twice") { Field = nameof(draft.Steps) };
        }

        if (ladder.InMinutes && after.Zip(after.Skip(1)).Any(pair => pair.First.Offset >= pair.Second.Offset))
        {
            yield return new Refusal("clock-rule-steps-order") { Field = nameof(draft.Steps) };
        }

        foreach (var (step, row) in draft.Steps.Select((s, i) => (s, i + 1)))
        {
            var unfit = step.Kind switch
            {
                StageKind.HalfWay => ladder.InMinutes,
                StageKind.Before => step.Offset < 1,
                StageKind.Urge => step.Every < 1,
                _ => false,
            };
            if (unfit || step.Offset is < 0 or > MaxOffset || step.Every is < 0 or > MaxOffset || step.AtMost is < 0 or > MaxOffset)
            {
                yield return new Refusal("clock-rule-step", row) { Field = nameof(draft.Steps) };
            }
            else if (step.Kind != StageKind.Missed && step.To.Count == 0)
            {
                yield return new Refusal("clock-rule-step-to-nobody", row) { Field = nameof(draft.Steps) };
            }
        }
    }

    /// <summary>Compared day by day, so that working days are weighed against calendar days as the calendar has them.</summary>
    private Refusal? LawFault(ClockRule rule, WorkingCalendar calendar)
    {
        if (rule.Standing == ClockStanding.Internal || rule.Length is null || ClockCatalogue.Shipped.Newest(rule.Code) is not { } law)
        {
            return null;
        }

        var weighed = rule.Standing == ClockStanding.Right ? [] : rule.Profiles.Select(p => p.Profile);
        return weighed.Prepend(ClockProfiles.National)
            .Select(profile => LawFault(rule.For(profile), rule.Standing, law, calendar, profile == ClockProfiles.National ? nameof(ClockDraft.Length) : nameof(ClockDraft.Profiles)))
            .FirstOrDefault(fault => fault is not null);
    }

    private Refusal? LawFault(ClockRule rule, ClockStanding standing, ClockRule law, WorkingCalendar calendar, string field)
    {

        for (var i = 0; i < DaysTried; i++)
        {
            var start = rule.EffectiveFrom.AddDays(i);
            var (mine, lawful) = (DueDay.Compute(rule, ChinaTime.ToUtc(start, TimeOnly.MinValue), calendar).Day, DueDay.Compute(law, ChinaTime.ToUtc(start, TimeOnly.MinValue), calendar).Day);
            if (standing == ClockStanding.Legal ? mine > lawful : mine < lawful)
            {
                var code = standing == ClockStanding.Legal ? "clock-rule-beyond-law" : "clock-rule-cuts-right";
                return new Refusal(code, Day(start), Day(mine), Day(lawful), texts.BasisOf(law.Basis)) { Field = field };
            }
        }

        return null;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
