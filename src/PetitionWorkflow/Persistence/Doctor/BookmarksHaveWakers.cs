using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>
/// What waits for a person has an open task, what waits for a moment has a timer, what waits for a child has a child that runs or is
/// queued. Events and reported tasks come from outside and need nothing here.
/// </summary>
internal sealed class BookmarksHaveWakers : IInvariant
{
    private static readonly string[] ForAMoment = ["Elsa.Delay", "Elsa.StartAt", "Elsa.Timer", "Elsa.Cron"];
    private static readonly string[] ForAChild = ["Elsa.ExecuteWorkflow", "Elsa.DispatchWorkflow", "Elsa.BulkDispatchWorkflows"];

    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var bookmarks = db.Set<BookmarkRow>().AsNoTracking();
        var work = db.Set<WorkItemRow>().Where(w => w.State != WorkItemState.Dead);
        var personless = await bookmarks
            .Where(b => b.Name == "Petition.Task" && !db.Set<WorkTask>().Any(t => t.BookmarkId == b.Id && t.State == TaskState.Open))
            .ToListAsync(cancellation);
        var timeless = await bookmarks.Where(b => ForAMoment.Contains(b.Name) && !db.Set<TimerRow>().Any(t => t.Id == b.Id)).ToListAsync(cancellation);
        var childless = await bookmarks
            .Where(b => ForAChild.Contains(b.Name)
                && !db.Set<WorkflowInstanceRow>().Any(i => i.ParentInstanceId == b.InstanceId && i.Status == WorkflowStatus.Running)
                && !work.Any(w => w.InstanceId == b.InstanceId || w.Kind == WorkItemKind.Start))
            .ToListAsync(cancellation);
        return
        [
            .. personless.Select(b => Of("bookmark-without-task", b)),
            .. timeless.Select(b => Of("bookmark-without-timer", b)),
            .. childless.Select(b => Of("bookmark-without-child", b)),
        ];
    }

    private static Violation Of(string code, BookmarkRow bookmark) => new(code, bookmark.InstanceId, bookmark.ActivityNodeId);
}
