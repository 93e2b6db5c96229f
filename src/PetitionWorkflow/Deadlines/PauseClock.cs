using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Stops the count from today on, on a ground that the clock's rule names (hearing, Art. 36 ¶2).</summary>
public sealed record PauseClock(Guid PetitionId, string Code, string Ground)
{
    public Guid? AssignmentId { get; init; }

    /// <summary>The request that asked for it.</summary>
    public Guid? RequestId { get; init; }
}

/// <summary>Ends the pause: yesterday was its last day, today counts again. A pause ended on its first day moves nothing.</summary>
public sealed record ResumeClock(Guid PetitionId, string Code)
{
    public Guid? AssignmentId { get; init; }

    /// <summary>Null: yesterday.</summary>
    public DateOnly? LastDay { get; init; }
}

public sealed class PauseClockHandler(UnitOfWork work, ClockDerivation derivation, OpenClocks open, ClockTrace trace)
{
    public async Task<Result<CaseClock>> HandleAsync(PauseClock command, ActContext act, CancellationToken cancellation)
    {
        if (await open.FindAsync(command.PetitionId, command.Code, command.AssignmentId, cancellation) is not { State: ClockState.Running } clock)
        {
            return new Refusal("clock-not-running", command.Code);
        }

        if (!derivation.RuleOf(clock).PauseGrounds.Contains(command.Ground))
        {
            return new Refusal("clock-pause-ground-unknown", command.Code, command.Ground);
        }

        if (work.Time.UtcNow() >= clock.DueAt)
        {
            return new Refusal("clock-pause-too-late", clock.DueDay);
        }

        var terms = clock.Terms;
        clock.SetTerms(terms with { Pauses = [.. terms.Pauses, new ClockPause(work.Time.Today(), null, command.Ground) { RequestId = command.RequestId }] });
        clock.State = ClockState.Paused;
        await derivation.DeriveAsync(clock, cancellation);
        trace.Raise(clock, new ClockPaused(clock.Id, clock.Code, command.Ground), act);
        return clock;
    }
}

public sealed class ResumeClockHandler(UnitOfWork work, ClockDerivation derivation, OpenClocks open, ClockTrace trace)
{
    public async Task<Result<CaseClock>> HandleAsync(ResumeClock command, ActContext act, CancellationToken cancellation)
    {
        if (await open.FindAsync(command.PetitionId, command.Code, command.AssignmentId, cancellation) is not { State: ClockState.Paused } clock)
        {
            return new Refusal("clock-not-paused", command.Code);
        }

        var ground = clock.Terms.Pauses[^1].Ground;
        clock.EndPause(command.LastDay ?? work.Time.Today().AddDays(-1));
        await derivation.DeriveAsync(clock, cancellation);
        trace.Raise(clock, new ClockResumed(clock.Id, clock.Code, ground, clock.DueDay), act);
        return clock;
    }
}
