using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.UrgentReports;

/// <summary>
/// Anyone who works on a case may raise it as urgent at any time (C69). The leaders' task and mail exist in the same transaction
/// (C21, C37): Routing listens to <see cref="FlaggedUrgent"/>.
/// </summary>
public sealed record FlagUrgent(Guid PetitionId, string Criterion, Viewer By);

public sealed class FlagUrgentHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(FlagUrgent command, CancellationToken cancellation)
    {
        var petition = await work.Db.Set<Petition>().VisibleTo(command.By).SingleOrDefaultAsync(p => p.Id == command.PetitionId, cancellation);
        return petition is null ? new Refusal("case-not-found") : Flag(petition, command.Criterion, command.By.Act());
    }

    /// <summary>For a step of the flow in which a person ticked it.</summary>
    public Result Flag(Petition petition, string? criterion, ActContext act)
    {
        if (criterion is null || !UrgentCriteria.All.Contains(criterion))
        {
            return new Refusal("urgent-criterion-unknown") { Field = "urgentCriterion" };
        }

        if (!petition.IsOpen)
        {
            return new Refusal("case-closed");
        }

        if (petition.IsUrgent)
        {
            return new Refusal("case-already-urgent") { Field = "urgent" };
        }

        petition.IsUrgent = true;
        petition.UrgentSince = work.Time.UtcNow();
        work.Raise(petition.Id, new FlaggedUrgent(criterion), act);
        return Result.Done;
    }
}
