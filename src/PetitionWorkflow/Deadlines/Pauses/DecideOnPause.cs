using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Pauses;

/// <summary>A clerk stops the clocks, from today on, or says why not.</summary>
public sealed record DecideOnPause(Guid RequestId, bool IsApproved, string? Reason, Viewer By);

public sealed class DecideOnPauseHandler(UnitOfWork work, PausableClocks clocks, PauseClockHandler pause, Audiences audiences, CaseNotices notices)
{
    public async Task<Result> HandleAsync(DecideOnPause command, CancellationToken cancellation)
    {
        if (await work.Db.PausesVisibleTo(command.By).SingleOrDefaultAsync(r => r.Id == command.RequestId, cancellation) is not { } request)
        {
            return new Refusal("pause-not-found");
        }

        if (await work.Db.IsBarredAsync(request.PetitionId, command.By, cancellation))
        {
            return new Refusal("recused-from-case");
        }

        if (request.State != PauseState.Asked)
        {
            return new Refusal("pause-decided-already");
        }

        if (!PauseRules.MayDecide(command.By, request))
        {
            return new Refusal("pause-decided-by-another-clerk");
        }

        var reason = TypedText.Clean(command.Reason);
        if (TypedText.Fault(reason, PauseRequest.MaxText, nameof(command.Reason)) is { } fault && (!command.IsApproved || reason.Length > 0))
        {
            return fault;
        }

        var petition = (await work.Db.FindAsync<Petition>([request.PetitionId], cancellation))!;
        var stopped = command.IsApproved ? await StopAsync(request, petition, command.By.Act(request.Reason), cancellation) : 0;
        if (stopped.IsRefused)
        {
            return stopped.Refusal!;
        }

        request.Decide(command.IsApproved, reason.Length == 0 ? null : reason, work.Time.UtcNow(), command.By.DisplayName);
        var decided = new PauseDecided(request.Id, request.Ground, command.IsApproved, stopped.Value) { UnitId = request.UnitId, OfficeOnly = request.UnitId is null };
        work.Raise(petition.Id, decided, command.By.Act(request.DecisionReason));
        foreach (var told in await audiences.OfUnitAsync([Audience.Handler, Audience.Unit, Audience.UnitHead], petition, request.UnitId, cancellation))
        {
            await notices.QueueAsync(PauseRules.Notice("pause-decided", petition, request), told, cancellation);
        }

        return Result.Done;
    }

    /// <returns>How many clocks stand still.</returns>
    private async Task<Result<int>> StopAsync(PauseRequest request, Petition petition, ActContext act, CancellationToken cancellation)
    {
        if (request.LastDay < work.Time.Today())
        {
            return new Refusal("pause-is-over", request.LastDay);
        }

        var concerned = await clocks.OfAsync(petition, request.UnitId, request.Ground, cancellation);
        foreach (var clock in concerned)
        {
            (await pause.HandleAsync(new PauseClock(petition.Id, clock.Code, request.Ground) { AssignmentId = clock.AssignmentId, RequestId = request.Id }, act, cancellation)).Require();
        }

        return concerned.Count > 0 ? concerned.Count : new Refusal("pause-stops-nothing");
    }
}
