using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tasks;

/// <summary>What a barred person holds of the case goes back to its role or unit, without what was typed: it is not handed on.</summary>
internal sealed class TakeBackTasks(UnitOfWork work) : ICaseEventHandler<PersonBarred>
{
    public async Task HandleAsync(Guid petitionId, PersonBarred happened, ActContext act, CancellationToken cancellation)
    {
        var held = await work.Db.Set<WorkTask>().Where(t => t.PetitionId == petitionId && t.AssigneeId == happened.PersonId && t.State == TaskState.Open).ToListAsync(cancellation);
        foreach (var task in held.Where(t => t.AssigneeId == happened.PersonId && t.State == TaskState.Open))
        {
            if (task is { Role: null, UnitId: null })
            {
                throw new RefusedException(new Refusal("barred-person-needs-successor") { Field = "SuccessorId" });
            }

            task.Hold(null);
            task.DraftJson = null;
            work.Raise(petitionId, new TaskReleased(task.Id, task.TaskType), act);
        }
    }
}
