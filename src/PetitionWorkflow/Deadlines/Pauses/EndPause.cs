using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Pauses;

/// <summary>The ground is gone: the clocks run again from today on. By the unit that asked, or by a clerk.</summary>
public sealed record EndPause(Guid RequestId, string? Reason, Viewer By);

public sealed class EndPauseHandler(UnitOfWork work, PausableClocks clocks, ResumeClockHandler resume)
{
    public async Task<Result> HandleAsync(EndPause command, CancellationToken cancellation)
    {
        if (await work.Db.PausesVisibleTo(command.By).SingleOrDefaultAsync(r => r.Id == command.RequestId, cancellation) is not { } request)
        {
            return new Refusal("pause-not-found");
        }

        if (await work.Db.IsBarredAsync(request.PetitionId, command.By, cancellation))
        {
            return new Refusal("recused-from-case");
        }

        if (!PauseRules.MayEnd(command.By, request))
        {
            return new Refusal("pause-not-yours-to-end");
        }

        var reason = TypedText.Clean(command.Reason);
        if (TypedText.Fault(reason, PauseRequest.MaxText, nameof(command.Reason)) is { } fault)
        {
            return fault;
        }

        await EndAsync(request, work.Time.Today().AddDays(-1), command.By.Act(reason), cancellation);
        return Result.Done;
    }

    /// <summary>Those whose last day is over; days that nobody looked at do not lengthen them.</summary>
    public async Task<Result<int>> EndOverdueAsync(CancellationToken cancellation)
    {
        var today = work.Time.Today();
        var over = await work.Db.Set<PauseRequest>().Where(r => r.State == PauseState.Running && r.LastDay < today).OrderBy(r => r.LastDay).ThenBy(r => r.Id).Take(50).ToListAsync(cancellation);
        foreach (var request in over)
        {
            await EndAsync(request, request.LastDay, ActContext.System("clock"), cancellation);
        }

        return over.Count;
    }

    /// <summary>The case is closed: its clocks have ended, and nobody needs to be heard on the pause.</summary>
    public async Task CloseAsync(Guid petitionId, ActContext act, CancellationToken cancellation)
    {
        foreach (var request in await work.Db.Set<PauseRequest>().Where(r => r.PetitionId == petitionId && (r.State == PauseState.Asked || r.State == PauseState.Running)).ToListAsync(cancellation))
        {
            request.End("case-closed", work.Time.UtcNow(), act.ActorName);
        }
    }

    private async Task EndAsync(PauseRequest request, DateOnly lastDay, ActContext act, CancellationToken cancellation)
    {
        var stopped = await clocks.StoppedByAsync(request, cancellation);
        foreach (var clock in stopped)
        {
            (await resume.HandleAsync(new ResumeClock(request.PetitionId, clock.Code) { AssignmentId = clock.AssignmentId, LastDay = lastDay }, act, cancellation)).Require();
        }

        request.End(act.Reason ?? "last-day-over", work.Time.UtcNow(), act.ActorName);
        work.Raise(request.PetitionId, new PauseEnded(request.Id, request.Ground, stopped.Count) { UnitId = request.UnitId, OfficeOnly = request.UnitId is null }, act);
    }
}

/// <summary>A pause that nobody ends must not keep a clock silent for ever.</summary>
public sealed class EndPauses(UnitOfWorkRunner runner) : IRecurringWork
{
    public static string Name => "end-pauses";

    public async Task RunAsync(CancellationToken cancellation)
    {
        while ((await runner.RunAsync<EndPauseHandler, int>(h => h.EndOverdueAsync(cancellation), cancellation)).Value > 0)
        {
        }
    }
}

internal sealed class EndPausesOfClosedCase(EndPauseHandler end) : ICaseEventHandler<PetitionClosed>
{
    public Task HandleAsync(Guid petitionId, PetitionClosed happened, ActContext act, CancellationToken cancellation) => end.CloseAsync(petitionId, act, cancellation);
}
