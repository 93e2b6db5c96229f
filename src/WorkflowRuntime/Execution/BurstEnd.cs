using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>Writes the outcome of a burst into the unit of work: instance, waiting points, timers, journal, queued work; then tells the observers.</summary>
internal sealed class BurstEnd(IWorkflowStore store, ExecutionServices services)
{
    public async ValueTask<BurstResult> WriteAsync(WorkflowExecution execution, bool isNew)
    {
        var row = execution.Row;
        row.UpdatedAt = execution.Now();
        row.IncidentCount = execution.Incidents.Count;
        row.ConcurrencyVersion++;
        row.State = InstanceStateJson.Write(StateMapper.Save(execution));
        if (!isNew)
            store.UpdateInstance(row);
        var created = WriteBookmarks(execution);
        store.AddBurst(new BurstRow { InstanceId = row.Id, Number = row.ConcurrencyVersion, CreatedAt = row.UpdatedAt, Data = BurstWriter.Write(execution) });
        if (row.Status == WorkflowStatus.Finished)
            TellWaitingParent(execution);
        foreach (var item in execution.Report.Work)
            store.AddWork(item);
        var result = MakeResult(execution, created);
        foreach (var observer in services.Provider.GetServices<IWorkflowObserver>())
            await observer.BurstEndedAsync(result, execution.CancellationToken);
        return result;
    }

    private List<Bookmark> WriteBookmarks(WorkflowExecution execution)
    {
        var created = new List<Bookmark>();
        foreach (var bookmark in execution.Report.Removed)
        {
            if (bookmark.IsNew)
                continue;
            store.RemoveBookmark(bookmark.Id);
            if (bookmark.DueAt is not null)
                store.RemoveTimer(bookmark.Id);
        }

        foreach (var bookmark in execution.Bookmarks)
        {
            if (!bookmark.IsNew)
                continue;
            created.Add(bookmark);
            store.AddBookmark(MakeRow(bookmark, execution.Row));
            if (bookmark.DueAt is { } dueAt)
                store.AddTimer(new TimerRow { Id = bookmark.Id, Kind = TimerKind.Bookmark, InstanceId = execution.Row.Id, DueAt = dueAt });
        }

        return created;
    }

    private static BookmarkRow MakeRow(Bookmark bookmark, WorkflowInstanceRow row) => new()
    {
        Id = bookmark.Id,
        InstanceId = row.Id,
        Name = bookmark.Name,
        Hash = bookmark.Hash,
        CorrelationId = row.CorrelationId,
        ActivityId = bookmark.Context.ActivityId,
        ActivityNodeId = bookmark.Context.NodeId,
        ActivityInstanceId = bookmark.Context.Id,
        Payload = bookmark.Payload,
        CreatedAt = bookmark.CreatedAt,
    };

    /// <summary>
    /// The parent goes on with the child's output, however the child ended, where it stood in the chain: one that dispatches thousands of
    /// children one after the other runs in no circle. A child that ended within the parent's own burst has told it already.
    /// </summary>
    private void TellWaitingParent(WorkflowExecution execution)
    {
        var row = execution.Row;
        if (row.ParentInstanceId is { } parentId && execution.Depth == 0 && ChildLink.StimulusFor(execution, parentId) is { } stimulus)
            store.AddWork(services.Work.Of(stimulus, Math.Max(0, execution.Chain - 1)));
    }

    private static BurstResult MakeResult(WorkflowExecution execution, List<Bookmark> created)
    {
        var (row, report) = (execution.Row, execution.Report);
        var ended = row.Status == WorkflowStatus.Finished;
        return new BurstResult
        {
            InstanceId = row.Id,
            DefinitionId = row.DefinitionId,
            DefinitionVersionId = row.DefinitionVersionId,
            Status = row.Status,
            SubStatus = row.SubStatus,
            CorrelationId = row.CorrelationId,
            ParentInstanceId = row.ParentInstanceId,
            HasEnded = ended,
            Output = execution.Output,
            CreatedBookmarks = created.ConvertAll(BookmarkInfo.Of),
            RemovedBookmarks = report.Removed.ConvertAll(BookmarkInfo.Of),
            StrandedBookmarks = ended ? execution.Bookmarks.ConvertAll(BookmarkInfo.Of) : [],
            Incidents = report.Incidents,
            TaskRequests = report.TaskRequests,
            Nested = report.Nested,
            HasQueuedWork = report.Work.Count > 0 || (ended && row.ParentInstanceId is not null),
        };
    }
}
