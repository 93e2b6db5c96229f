using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>代理: on the first day of an absence the open tasks of who is away go to the substitute, and on the day of the return back again.</summary>
public sealed class HandTasksOver(UnitOfWorkRunner runner) : IRecurringWork
{
    public static string Name => "hand-tasks-over";

    public async Task RunAsync(CancellationToken cancellation)
    {
        while ((await runner.RunAsync<HandTasksOverHandler, int>(h => h.HandleAsync(cancellation), cancellation)).Value > 0)
        {
        }
    }
}

/// <summary>Nothing is remembered but whose a task is: who is away follows from the day, so that a program that stood still catches up.</summary>
public sealed class HandTasksOverHandler(UnitOfWork work, Substitutes substitutes, TaskCandidates candidates)
{
    private const int AtOnce = 100;

    /// <returns>How many tasks changed hands; none when all are where they belong.</returns>
    public async Task<Result<int>> HandleAsync(CancellationToken cancellation)
    {
        var (away, act, moved) = (await substitutes.AwayAsync(cancellation), ActContext.System("substitution"), 0);
        var missing = away.Keys.ToList();
        foreach (var task in await Open().Where(t => t.StandInForId != null && !missing.Contains(t.StandInForId.Value)).OrderBy(t => t.Id).Take(AtOnce).ToListAsync(cancellation))
        {
            moved += await GiveBackAsync(task, act, cancellation);
        }

        foreach (var task in await Shared().Where(t => t.AssigneeId != null && missing.Contains(t.AssigneeId.Value)).OrderBy(t => t.Id).Take(AtOnce).ToListAsync(cancellation))
        {
            moved += await HandOverAsync(task, away[task.AssigneeId!.Value], act, cancellation);
        }

        return moved;
    }

    private IQueryable<WorkTask> Open() => work.Db.Set<WorkTask>().Where(t => t.State == TaskState.Open);

    /// <summary>A task that the flow gave to one person by name is nobody else's: a reviewer is chosen for not having had a hand in the case.</summary>
    private IQueryable<WorkTask> Shared() => Open().Where(t => t.Role != null || t.UnitId != null);

    /// <summary>One who may not do the task does not get it.</summary>
    private async Task<int> HandOverAsync(WorkTask task, StandIn stand, ActContext act, CancellationToken cancellation)
    {
        if ((await candidates.ForAsync(task, cancellation)).All(c => c.Id != stand.Substitute.Id))
        {
            return 0;
        }

        task.HandToSubstitute(stand.Substitute.Id);
        work.Raise(task.PetitionId, new TaskHandedToSubstitute(task.Id, task.TaskType, stand.Substitute.Id, stand.Substitute.DisplayName, stand.Away.DisplayName, stand.Away.AwayUntil!.Value), act);
        return 1;
    }

    /// <summary>Who has left meanwhile does not get it back: it stays with the substitute.</summary>
    private async Task<int> GiveBackAsync(WorkTask task, ActContext act, CancellationToken cancellation)
    {
        var owner = (await candidates.ForAsync(task, cancellation)).FirstOrDefault(c => c.Id == task.StandInForId);
        if (owner is null)
        {
            task.Hold(task.AssigneeId);
            return 1;
        }

        task.GiveBack();
        work.Raise(task.PetitionId, new TaskGivenBack(task.Id, task.TaskType, owner.Id, owner.Name), act);
        return 1;
    }
}
