using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>One start day under both rules.</summary>
public sealed record ComparedDueDay(DateOnly Start, DueDay Before, DueDay After);

/// <param name="Days">Empty where the length is stated on the slip, or counted in hours.</param>
/// <param name="OpenClocks">Clocks that run now. All of them keep the version that they started under.</param>
public sealed record PreviewedClock(IReadOnlyList<ComparedDueDay> Days, int OpenClocks)
{
    /// <summary>The same start days under each profile that the draft or the version before has a length for.</summary>
    public IReadOnlyList<(string Profile, IReadOnlyList<ComparedDueDay> Days)> Profiles { get; init; } = [];
}

/// <summary>What a draft would do, before it is published.</summary>
public sealed class ClockRulePreview(PetitionDbContext db, Calendars calendars)
{
    /// <summary>Days from the first one on: an ordinary week, and a year with its holidays.</summary>
    private static readonly int[] Samples = [0, 1, 2, 5, 30, 60, 90, 120, 180, 270, 330];

    public async Task<PreviewedClock> OfAsync(ClockDraft draft, ClockRule before, LadderRule ladder, CancellationToken cancellation)
    {
        var open = await db.Set<CaseClock>().CountAsync(c => c.Code == before.Code && c.EndedAt == null, cancellation);
        if (draft.Length is null || !before.CountsDays)
        {
            return new PreviewedClock([], open);
        }

        var calendar = await calendars.CurrentAsync(cancellation);
        var after = draft.After(before, ladder).Rule;
        return new PreviewedClock(Compared(ClockProfiles.National), open)
        {
            Profiles = [.. ClockProfiles.All.Where(p => before.Profiles.Concat(draft.Profiles).Any(own => own.Profile == p)).Select(p => (p, Compared(p)))],
        };

        IReadOnlyList<ComparedDueDay> Compared(string profile) =>
            [.. Samples.Select(offset => draft.EffectiveFrom.AddDays(offset)).Select(day => new ComparedDueDay(day, Due(before.For(profile), day), Due(after.For(profile), day)))];

        DueDay Due(ClockRule rule, DateOnly day) => DueDay.Compute(rule, ChinaTime.ToUtc(day, TimeOnly.MinValue), calendar);
    }
}
