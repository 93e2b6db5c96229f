using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Pauses;

/// <summary>A unit asks for its clocks of a case to stand still, or a clerk for those of the whole case.</summary>
public sealed record AskForPause(string CaseNumber, string? Ground, string? Reason, string? Evidence, DateOnly? LastDay, Viewer By);

public sealed class AskForPauseHandler(UnitOfWork work, PausableClocks clocks, Audiences audiences, CaseNotices notices)
{
    public async Task<Result> HandleAsync(AskForPause command, CancellationToken cancellation)
    {
        var petition = await work.Db.Set<Petition>().VisibleTo(command.By).Numbered(command.CaseNumber).SingleOrDefaultAsync(cancellation);
        if (petition is null)
        {
            return new Refusal("case-not-found");
        }

        if (await work.Db.IsBarredAsync(petition.Id, command.By, cancellation))
        {
            return new Refusal("recused-from-case");
        }

        var (may, unit) = await work.Db.MayAskAsync(command.By, petition.Id, cancellation);
        if (!may || !await clocks.MayBeAskedForAsync(petition, cancellation))
        {
            return new Refusal("case-not-for-you");
        }

        var (reason, evidence) = (TypedText.Clean(command.Reason), TypedText.Clean(command.Evidence));
        if (Refusal.Together([.. Faults(command, reason, evidence)]) is { } faults)
        {
            return faults;
        }

        if (await work.Db.Set<PauseRequest>().AnyAsync(r => r.PetitionId == petition.Id && r.UnitId == unit && (r.State == PauseState.Asked || r.State == PauseState.Running), cancellation))
        {
            return new Refusal("pause-asked-already");
        }

        if ((await clocks.OfAsync(petition, unit, command.Ground!, cancellation)).Count == 0)
        {
            return new Refusal("pause-stops-nothing") { Field = nameof(command.Ground) };
        }

        var request = new PauseRequest
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), PetitionId = petition.Id, UnitId = unit, Ground = command.Ground!, Reason = reason, Evidence = evidence,
            LastDay = command.LastDay!.Value, AskedAt = work.Time.UtcNow(), AskedById = command.By.UserId, AskedBy = command.By.DisplayName,
        };
        work.Db.Add(request);
        work.Raise(petition.Id, new PauseAsked(request.Id, request.Ground, request.LastDay) { UnitId = unit, OfficeOnly = unit is null }, command.By.Act(reason));
        foreach (var clerk in await audiences.OfUnitAsync([Audience.Clerks], petition, unitId: null, cancellation))
        {
            await notices.QueueAsync(PauseRules.Notice("pause-asked", petition, request), clerk, cancellation);
        }

        return Result.Done;
    }

    private IEnumerable<Refusal> Faults(AskForPause command, string reason, string evidence)
    {
        if (command.Ground is null || !PauseGrounds.All.Contains(command.Ground))
        {
            yield return new Refusal(string.IsNullOrEmpty(command.Ground) ? "field-required" : "field-not-an-option") { Field = nameof(command.Ground) };
        }

        if (TypedText.Fault(reason, PauseRequest.MaxText, nameof(command.Reason)) is { } unfit)
        {
            yield return unfit;
        }

        if (TypedText.Fault(evidence, PauseRequest.MaxText, nameof(command.Evidence)) is { } unproven)
        {
            yield return unproven;
        }

        var today = work.Time.Today();
        if (command.LastDay is not { } last || last <= today || last > today.AddDays(PauseRequest.MaxDays))
        {
            yield return new Refusal("pause-days", PauseRequest.MaxDays) { Field = nameof(command.LastDay) };
        }
    }
}
