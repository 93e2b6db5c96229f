using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// Something happened to a case: of the clocks that it concerns, those end whose rules say so, and those begin anew whose rules say that. Who
/// tells of it need not know which clocks there are.
/// </summary>
public sealed class StopByRule(OpenClocks open, ClockDerivation derivation, StartClockHandler start, StopClockHandler stop, ClockEnding ending, TimeProvider time)
{
    /// <param name="petitionId">The case.</param>
    /// <param name="what">One of <see cref="StopEvents"/>.</param>
    /// <param name="concerns">Which clocks it is about: those of an assignment, a duty, a unit.</param>
    /// <param name="act">Who did it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="at">UTC; when it happened, if it is entered later. Null means now.</param>
    public async Task HappenedAsync(Guid petitionId, string what, Func<CaseClock, bool> concerns, ActContext act, CancellationToken cancellation, DateTime? at = null)
    {
        foreach (var clock in (await open.RunningAsync(petitionId, cancellation)).Where(concerns).ToList())
        {
            var rule = derivation.RuleOf(clock);
            if (!rule.Stops.Contains(what))
            {
                continue;
            }

            // What would only begin anew goes on waiting: a pause was granted for its time, and nothing counts meanwhile.
            if (clock.State == ClockState.Paused && rule.Restarts.Contains(what))
            {
                continue;
            }

            // A right that was not used in time has lapsed, also where no sweep has seen it yet.
            if (rule.Standing == ClockStanding.Right && (at ?? time.UtcNow()) >= clock.DueAt)
            {
                ending.MarkMissed(clock);
                continue;
            }

            (await stop.HandleAsync(new StopClock(petitionId, clock.Code, what) { AssignmentId = clock.AssignmentId, At = at < clock.StartedAt ? clock.StartedAt : at }, act, cancellation)).Require();
            if (rule.Restarts.Contains(what))
            {
                var anew = new StartClock(petitionId, clock.Code) { AssignmentId = clock.AssignmentId, UnitId = clock.UnitId };
                (await start.HandleAsync(anew, act, cancellation)).Require();
            }
        }
    }
}
