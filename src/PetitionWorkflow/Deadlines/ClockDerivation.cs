using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Deadlines;

/// <summary>Derives a clock's due day and next reminder from its rule, its terms and the calendar.</summary>
public sealed class ClockDerivation(PetitionDbContext db, Calendars calendars, ClockCatalogues catalogues)
{
    public async Task<DueDay> DueAsync(CaseClock clock, CancellationToken cancellation) => DueOf(clock, await calendars.CurrentAsync(cancellation));

    public DueDay DueOf(CaseClock clock, WorkingCalendar calendar) => DueDay.Compute(RuleOf(clock), clock.StartedAt, calendar, clock.Terms);

    public ClockRule RuleOf(CaseClock clock) => catalogues.Current.Of(clock);

    public async Task<Ladder> LadderAsync(CaseClock clock, CancellationToken cancellation) =>
        LadderOf(clock, await calendars.CurrentAsync(cancellation));

    /// <summary>Sets everything derived. True when the due moment moved; open tasks that were due at the old moment move with it.</summary>
    public async Task<bool> DeriveAsync(CaseClock clock, CancellationToken cancellation) =>
        await DeriveAsync(clock, await calendars.CurrentAsync(cancellation), cancellation);

    public async Task<bool> DeriveAsync(CaseClock clock, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var before = clock.DueAt;
        clock.SetDue(DueOf(clock, calendar));
        clock.NextReminderAt = clock.State == ClockState.Running ? LadderOf(clock, calendar).NextAfter(clock.RemindedUntil)?.At : null;
        if (before == clock.DueAt)
        {
            return false;
        }

        // Not missed any more, or not yet: the ladder comes to the new due moment in its turn.
        clock.MissedAt = clock.DueAt > clock.RemindedUntil ? null : clock.MissedAt;
        if (before != default)
        {
            await MoveTasksAsync(clock, before, cancellation);
        }

        return true;
    }

    private Ladder LadderOf(CaseClock clock, WorkingCalendar calendar)
    {
        var rule = RuleOf(clock);
        var office = rule.Unit == ClockUnit.OfficeHours ? HourCount.OfficeTimeOf(rule, calendar, clock.Terms) : null;
        return new Ladder(catalogues.Current.LadderOf(rule), clock.StartedAt, clock.DueDay, clock.DueAt, calendar, office);
    }

    private async Task MoveTasksAsync(CaseClock clock, DateTime before, CancellationToken cancellation)
    {
        var tasks = await db.Set<WorkTask>()
            .Where(t => t.PetitionId == clock.PetitionId && t.State == TaskState.Open && t.DueAt == before)
            .ToListAsync(cancellation);
        foreach (var task in tasks.Where(t => clock.UnitId is null || t.UnitId is null || t.UnitId == clock.UnitId))
        {
            task.DueAt = clock.DueAt;
        }
    }
}
