using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Derives open clocks again because the calendar under them has changed, and leaves a trace on every case concerned.</summary>
public sealed class ClockRecount(ClockDerivation derivation, ClockTrace trace)
{
    /// <summary>A reminder may move although the due day does not, so every clock is derived; a trace is left only of a change.</summary>
    public async Task<int> RecountAsync(IEnumerable<CaseClock> clocks, WorkingCalendar calendar, ActContext act, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var clock in clocks)
        {
            var (day, wasProvisional) = (clock.DueDay, clock.IsProvisional);
            await derivation.DeriveAsync(clock, calendar, cancellation);
            if (clock.DueDay != day || clock.IsProvisional != wasProvisional)
            {
                trace.Raise(clock, new ClockRecomputed(clock.Id, clock.Code, day, clock.DueDay, clock.IsProvisional), act);
                changed++;
            }
        }

        return changed;
    }
}

/// <summary>
/// Finds clocks that still call a year provisional although it has been announced: a new version of the service brought the year, or
/// the clock was started while the year was being imported.
/// </summary>
public sealed class RecomputeProvisional(UnitOfWorkRunner runner) : IRecurringWork, IStartupSeed
{
    private const int PageSize = 200;

    public static string Name => "recompute-provisional-days";

    public async Task RunAsync(CancellationToken cancellation)
    {
        while ((await runner.RunAsync<RecomputeProvisionalHandler, int>(h => h.HandleAsync(PageSize, cancellation), cancellation)).Value == PageSize)
        {
        }
    }

    public Task SeedAsync(CancellationToken cancellation) => RunAsync(cancellation);
}

public sealed class RecomputeProvisionalHandler(UnitOfWork work, Calendars calendars, ClockRecount recount)
{
    /// <returns>How many clocks were looked at; each of them no longer depends on the year it did.</returns>
    public async Task<Result<int>> HandleAsync(int atMost, CancellationToken cancellation)
    {
        var calendar = await calendars.CurrentAsync(cancellation);
        var announced = calendar.AnnouncedYears.Select(y => (int?)y.Year).ToList();
        var clocks = await work.Db.Set<CaseClock>()
            .Where(c => c.ProvisionalYear != null && announced.Contains(c.ProvisionalYear) && c.EndedAt == null)
            .OrderBy(c => c.Id)
            .Take(atMost)
            .ToListAsync(cancellation);
        await recount.RecountAsync(clocks, calendar, ActContext.System("calendar"), cancellation);
        return clocks.Count;
    }
}
