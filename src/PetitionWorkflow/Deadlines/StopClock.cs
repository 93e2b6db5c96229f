using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Stops an open clock: what it waited for has happened.</summary>
/// <param name="PetitionId">The case.</param>
/// <param name="Code">K01 … K19.</param>
/// <param name="Cause">What stopped it, as a key: <c>feedback-received</c>.</param>
public sealed record StopClock(Guid PetitionId, string Code, string Cause)
{
    public Guid? AssignmentId { get; init; }

    /// <summary>UTC; when it happened, if it is entered later (a letter's date of receipt). Null means now.</summary>
    public DateTime? At { get; init; }
}

public sealed class StopClockHandler(UnitOfWork work, OpenClocks open, ClockDerivation derivation, ClockEnding ending)
{
    public async Task<Result<CaseClock>> HandleAsync(StopClock command, ActContext act, CancellationToken cancellation)
    {
        // A lapsed right can still turn out to have been used in time: the letter came on the last day and was entered later.
        var clock = await open.FindAsync(command.PetitionId, command.Code, command.AssignmentId, cancellation)
            ?? await open.FindLapsedAsync(command.PetitionId, command.Code, cancellation);
        if (clock is null)
        {
            return new Refusal("clock-not-running", command.Code);
        }

        var now = work.Time.UtcNow();
        var at = command.At ?? now;
        if (at < clock.StartedAt || at > now)
        {
            return new Refusal("clock-stop-outside", command.Code);
        }

        await ending.EndPauseAsync(clock, at, cancellation);
        if (clock.State == ClockState.Lapsed)
        {
            // The calendar of its last days may have been announced after it lapsed.
            await derivation.DeriveAsync(clock, cancellation);
        }

        var inTime = at < clock.DueAt;
        if (!inTime && derivation.RuleOf(clock).Standing == ClockStanding.Right)
        {
            return new Refusal("clock-right-lapsed", clock.DueDay);
        }

        ending.End(clock, inTime ? ClockState.Met : ClockState.Late, at, command.Cause, act);
        return clock;
    }
}
