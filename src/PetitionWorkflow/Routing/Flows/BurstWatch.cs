using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Execution;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// After every burst, in its transaction: a task whose waiting point is gone is withdrawn, so that nobody works on what no flow waits
/// for; queued work and timers of this very moment are nudged.
/// </summary>
internal sealed class BurstWatch(UnitOfWork work, BurstActor actor) : IWorkflowObserver
{
    private bool _nudged;

    public async ValueTask BurstEndedAsync(BurstResult burst, CancellationToken cancellationToken)
    {
        var gone = burst.RemovedBookmarks.Where(bookmark => bookmark.Name == "Petition.Task").Select(bookmark => bookmark.Id).ToList();
        if (gone.Count > 0)
        {
            await WithdrawAsync(gone, cancellationToken);
        }

        if (burst.HasQueuedWork && !_nudged)
        {
            _nudged = true;
            work.AfterCommit((services, _) =>
            {
                services.GetRequiredService<IJobNudge>().Nudge<RunFlows>();
                return Task.CompletedTask;
            });
        }
    }

    private async Task WithdrawAsync(List<string> bookmarkIds, CancellationToken cancellation)
    {
        var unread = bookmarkIds.Except(work.Db.Tracked<WorkTask>().Select(t => t.BookmarkId)).ToList();
        if (unread.Count > 0)
        {
            await work.Db.Set<WorkTask>().Where(t => unread.Contains(t.BookmarkId) && t.State == TaskState.Open).LoadAsync(cancellation);
        }

        foreach (var task in work.Db.Tracked<WorkTask>().Where(t => t.State == TaskState.Open && bookmarkIds.Contains(t.BookmarkId)))
        {
            task.State = TaskState.Withdrawn;
            work.Raise(task.PetitionId, new TaskWithdrawn(task.Id, task.TaskType), actor.Act);
        }
    }
}
