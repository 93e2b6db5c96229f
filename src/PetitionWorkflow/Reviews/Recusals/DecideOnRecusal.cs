using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reviews.Recusals;

/// <summary>A leader lets the person go or stay, with the reason. Letting go lasts: it holds for the case's reviews too.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Uphold">The person is recused.</param>
/// <param name="PersonId">Who is meant, where the request only has a name.</param>
/// <param name="SuccessorId">Who takes what only this person could do (a review).</param>
/// <param name="Reason">Kept, and read by whoever asked.</param>
/// <param name="By">A leader; where the office has none, an administrator.</param>
public sealed record DecideOnRecusal(Guid RequestId, bool Uphold, Guid? PersonId, Guid? SuccessorId, string? Reason, Viewer By)
{
    public static bool IsFor(Viewer viewer) => viewer.Is(Roles.Leader) || viewer.Is(Roles.Administrator);
}

public sealed class DecideOnRecusalHandler(UnitOfWork work, Bars bars, TaskCandidates candidates)
{
    public async Task<Result> HandleAsync(DecideOnRecusal command, CancellationToken cancellation)
    {
        var visible = work.Db.Set<Petition>().WorkableBy(command.By);
        var request = await work.Db.Set<RecusalRequest>().SingleOrDefaultAsync(r => r.Id == command.RequestId && visible.Any(p => p.Id == r.PetitionId), cancellation);
        if (request is null || !DecideOnRecusal.IsFor(command.By))
        {
            return new Refusal("recusal-not-found");
        }

        if (request.State != RecusalState.Open)
        {
            return new Refusal("recusal-decided-already");
        }

        var reason = TypedText.Clean(command.Reason);
        if (TypedText.Fault(reason, RecusalRequest.MaxReason, "Reason", "recusal-needs-reason") is { } unreasoned)
        {
            return unreasoned;
        }

        var person = await PersonAsync(request.PersonId ?? command.PersonId, request, cancellation);
        if (person?.Id == command.By.UserId)
        {
            return new Refusal("recusal-of-oneself");
        }

        if (command.Uphold)
        {
            if (person is null)
            {
                return new Refusal("recusal-who") { Field = "PersonId" };
            }

            if (await UpholdAsync(request, person, command, reason, cancellation) is { } refusal)
            {
                return refusal;
            }
        }

        request.Decide(command.Uphold ? RecusalState.Upheld : RecusalState.Declined, person?.Id, work.Time.UtcNow(), command.By.DisplayName, reason);
        work.Raise(request.PetitionId, new RecusalDecided(request.Id, request.Named, request.State), command.By.Act(reason));
        return Result.Done;
    }

    private async Task<StaffMember?> PersonAsync(Guid? id, RecusalRequest request, CancellationToken cancellation) =>
        await AskForRecusalHandler.People(work.Db, request.PetitionId, null).SingleOrDefaultAsync(s => s.Id == id, cancellation);

    private async Task<Refusal?> UpholdAsync(RecusalRequest request, StaffMember person, DecideOnRecusal command, string reason, CancellationToken cancellation)
    {
        var act = command.By.Act(reason);
        foreach (var task in await work.Db.TasksOfNobodyElse(request.PetitionId, person.Id).ToListAsync(cancellation))
        {
            if ((await candidates.ForAsync(task, cancellation)).FirstOrDefault(c => c.Id == command.SuccessorId && c.Id != person.Id) is not { } successor)
            {
                return new Refusal("barred-person-needs-successor") { Field = "SuccessorId" };
            }

            task.Hold(successor.Id);
            task.DraftJson = null;
            work.Raise(task.PetitionId, new TaskDelegated(task.Id, task.TaskType, successor.Id, successor.Name), act);
        }

        await bars.AddAsync(request.PetitionId, person.Id, person.DisplayName, BarGround.Recused, act, cancellation);
        return null;
    }
}
