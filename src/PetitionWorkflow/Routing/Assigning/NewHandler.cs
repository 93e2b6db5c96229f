using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>
/// 承辦責任人 (C41): when the one named at signing was recused, whoever of the unit takes the handling becomes responsible for it. A case
/// is never handled by nobody.
/// </summary>
internal sealed class NewHandler(UnitOfWork work) : ICaseEventHandler<TaskClaimed>, ICaseEventHandler<TaskDelegated>, ICaseEventHandler<TaskCompleted>
{
    private static readonly string[] Handling = ["handling-plan", "handle"];

    public Task HandleAsync(Guid petitionId, TaskClaimed happened, ActContext act, CancellationToken cancellation) => NameAsync(happened.TaskId, act, cancellation);

    public Task HandleAsync(Guid petitionId, TaskDelegated happened, ActContext act, CancellationToken cancellation) => NameAsync(happened.TaskId, act, cancellation);

    public Task HandleAsync(Guid petitionId, TaskCompleted happened, ActContext act, CancellationToken cancellation) => NameAsync(happened.TaskId, act, cancellation);

    private async Task NameAsync(Guid taskId, ActContext act, CancellationToken cancellation)
    {
        if (await work.Db.FindAsync<WorkTask>([taskId], cancellation) is not { UnitId: { } unit, AssigneeId: { } person } task || !Handling.Contains(task.TaskType))
        {
            return;
        }

        var assignment = await work.Db.Set<Assignment>()
            .FirstOrDefaultAsync(a => a.PetitionId == task.PetitionId && a.UnitId == unit && a.IsLead && a.EndedAt == null && a.SignedAt != null && a.ResponsibleHandlerId == null, cancellation);
        if (assignment is { ResponsibleHandlerId: null } && await work.Db.FindAsync<StaffMember>([person], cancellation) is { } member && member.UnitId == unit)
        {
            assignment.ResponsibleHandlerId = person;
            work.Raise(task.PetitionId, new HandlerReplaced(assignment.Id, member.DisplayName), act);
        }
    }
}
