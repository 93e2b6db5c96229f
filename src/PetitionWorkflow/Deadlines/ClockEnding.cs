using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Ends a clock and says so. A breach is raised even when the clock is stopped before a sweep has seen it.</summary>
public sealed class ClockEnding(ClockDerivation derivation, ClockTrace trace)
{
    /// <summary>What ends a clock ends its pause first: the days until then were not counted, and only then is it known when it fell due.</summary>
    public async Task EndPauseAsync(CaseClock clock, DateTime at, CancellationToken cancellation)
    {
        if (clock.State == ClockState.Paused)
        {
            clock.EndPause(ChinaTime.DayOf(at).AddDays(-1));
            await derivation.DeriveAsync(clock, cancellation);
        }
    }

    public void End(CaseClock clock, ClockState state, DateTime at, string cause, ActContext act)
    {
        if (state == ClockState.Late)
        {
            MarkMissed(clock);
        }
        else
        {
            clock.MissedAt = null;
        }

        clock.End(state, at, cause);
        trace.Raise(clock, new ClockStopped(clock.Id, clock.Code, clock.DueDay, state != ClockState.Late, cause), act);
    }

    /// <summary>The due moment has passed: a breach of a duty, or the end of a right.</summary>
    public void MarkMissed(CaseClock clock, Guid? leadUnitId = null)
    {
        if (clock.MissedAt == clock.DueAt)
        {
            return;
        }

        var act = ActContext.System("clock");
        if (derivation.RuleOf(clock).EndsItself)
        {
            End(clock, ClockState.Met, clock.DueAt, "time-over", act);
            return;
        }

        clock.MissedAt = clock.DueAt;
        if (derivation.RuleOf(clock).Standing == ClockStanding.Right)
        {
            clock.End(ClockState.Lapsed, clock.DueAt, "lapsed");
            trace.Raise(clock, new ClockLapsed(clock.Id, clock.Code, clock.DueDay), act);
        }
        else
        {
            trace.Raise(clock, new ClockMissed(clock.Id, clock.Code, clock.DueDay), act, leadUnitId);
        }
    }
}

/// <summary>A closed case owes nobody anything more; the petitioner's rights run on, a unit's right to object does not.</summary>
internal sealed class EndClocksOfClosedCase(UnitOfWork work, OpenClocks open, ClockDerivation derivation, ClockEnding ending) : ICaseEventHandler<PetitionClosed>
{
    public async Task HandleAsync(Guid petitionId, PetitionClosed happened, ActContext act, CancellationToken cancellation)
    {
        var now = work.Time.UtcNow();
        foreach (var clock in await open.OfCaseAsync(petitionId, cancellation))
        {
            if (derivation.RuleOf(clock).Standing != ClockStanding.Right || clock.UnitId is not null)
            {
                await ending.EndPauseAsync(clock, now, cancellation);
                ending.End(clock, now < clock.DueAt || derivation.RuleOf(clock).Standing == ClockStanding.Right ? ClockState.Cancelled : ClockState.Late, now, "case-closed", act);
            }
        }
    }
}
