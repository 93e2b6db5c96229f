using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Stores;
using WorkflowRuntime.Timers;

namespace WorkflowRuntime.Execution;

/// <summary>The engine's entry points; see <see cref="IWorkflowRuntime"/>. The bursts themselves are in <see cref="Bursts"/>.</summary>
internal sealed class WorkflowRuntimeService(IWorkflowStore store, Bursts bursts, WorkItems work, TimerRows timers, TimeProvider time, WorkflowRuntimeOptions options) : IWorkflowRuntime
{
    private static readonly Dictionary<string, object?> NoInput = [];

    private static readonly TimeSpan WokenInVain = TimeSpan.FromSeconds(5);

    public async Task<BurstResult> StartAsync(StartWorkflow request, CancellationToken cancellationToken = default) =>
        await bursts.StartAsync(request, 0, cancellationToken);

    public async Task<BurstResult> ResumeAsync(string bookmarkId, IReadOnlyDictionary<string, object?>? input = null, CancellationToken cancellationToken = default)
    {
        var bookmark = await store.FindBookmarkAsync(bookmarkId, cancellationToken);
        return bookmark is null
            ? BurstResult.Refused(RefusalReason.BookmarkNotFound, $"There is no waiting point {bookmarkId}; it is unknown or was used before.")
            : await bursts.ResumeAsync(bookmark.InstanceId, bookmarkId, input ?? NoInput, cancellationToken);
    }

    public async Task<IReadOnlyList<BurstResult>> SendAsync(Stimulus stimulus, CancellationToken cancellationToken = default)
    {
        var results = new List<BurstResult>();
        foreach (var start in await StartsOfAsync(stimulus, cancellationToken))
            results.Add(await bursts.StartAsync(start, 0, cancellationToken));
        foreach (var bookmark in await BookmarksOfAsync(stimulus, cancellationToken))
            results.Add(await bursts.ResumeAsync(bookmark.InstanceId, bookmark.Id, stimulus.Input ?? NoInput, cancellationToken));
        return results;
    }

    public void Enqueue(Stimulus stimulus) => store.AddWork(work.Of(stimulus));

    public string Enqueue(StartWorkflow request)
    {
        var withId = request.InstanceId is null ? request with { InstanceId = bursts.NewId() } : request;
        store.AddWork(work.Of(withId));
        return withId.InstanceId!;
    }

    public Task<IReadOnlyList<BurstResult>> PublishAsync(
        string eventName, object? payload = null, string? correlationId = null, string? instanceId = null, CancellationToken cancellationToken = default) =>
        SendAsync(EventStimuli.Of(eventName, payload, correlationId, instanceId), cancellationToken);

    public Task<IReadOnlyList<BurstResult>> ReportTaskAsync(string taskId, object? result, CancellationToken cancellationToken = default) =>
        SendAsync(TaskStimuli.Of(taskId, result), cancellationToken);

    public async Task<BurstResult> CancelAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await bursts.CancelAsync(instanceId, cancellationToken);

    public async Task<BurstResult> RetryAsync(string instanceId, string? activityInstanceId = null, CancellationToken cancellationToken = default) =>
        await bursts.RetryAsync(instanceId, activityInstanceId, null, cancellationToken);

    public async Task<BurstResult> RetryOnAsync(string instanceId, string definitionVersionId, CancellationToken cancellationToken = default) =>
        await bursts.RetryAsync(instanceId, null, definitionVersionId, cancellationToken);

    public async Task<BurstResult> MoveAsync(string instanceId, string definitionVersionId, CancellationToken cancellationToken = default) =>
        await bursts.MoveAsync(instanceId, definitionVersionId, cancellationToken);

    public async Task<WorkflowRefusal?> FindReasonToStayAsync(string instanceId, string definitionVersionId, CancellationToken cancellationToken = default) =>
        await bursts.FindReasonToStayAsync(instanceId, definitionVersionId, cancellationToken);

    public async Task<IReadOnlyList<TimerRow>> DueAsync(DateTime now, int max, CancellationToken cancellationToken = default) =>
        await store.ListDueTimersAsync(now, max, cancellationToken);

    public async Task<IReadOnlyList<BurstResult>> FireAsync(string timerId, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (await store.FindTimerAsync(timerId, cancellationToken) is not { } timer || timer.DueAt > now)
            return [];
        if (timer.Kind == TimerKind.Trigger)
            return await timers.FireTriggerAsync(timer, now, bursts, cancellationToken);
        var result = await bursts.ResumeAsync(timer.InstanceId!, timer.Id, NoInput, cancellationToken);
        // Whatever the reason: a timer that cannot resume anything would come up for ever.
        if (result.IsRefused)
            store.RemoveTimer(timer.Id);
        return [result];
    }

    public async Task<IReadOnlyList<string>> QueuedAsync(DateTime now, int max, CancellationToken cancellationToken = default) =>
        await store.ListWorkAsync(now, max, cancellationToken);

    public async Task<IReadOnlyList<BurstResult>> DeliverAsync(string workId, CancellationToken cancellationToken = default)
    {
        if (await store.FindWorkAsync(workId, cancellationToken) is not { State: not WorkItemState.Dead } item)
            return [];
        bursts.Chain = WorkItems.ReadChain(item);
        switch (item.Kind)
        {
            case WorkItemKind.Start:
                store.RemoveWork(item.Id);
                return [await bursts.StartAsync(WorkItems.ReadStart(item), 0, cancellationToken)];
            case WorkItemKind.Resume:
                store.RemoveWork(item.Id);
                var (bookmarkId, input) = WorkItems.ReadResume(item);
                return [await bursts.ResumeAsync(item.InstanceId!, bookmarkId, input ?? NoInput, cancellationToken)];
            default:
                return await DeliverStimulusAsync(item, cancellationToken);
        }
    }

    public async Task FailAsync(string workId, string error, CancellationToken cancellationToken = default)
    {
        if (await store.FindWorkAsync(workId, cancellationToken) is not { } item)
            return;
        item.Attempts++;
        item.LastError = error.Length > 2000 ? error[..2000] : error;
        if (item.Attempts >= options.MaxDeliveryAttempts)
            item.State = WorkItemState.Dead;
        else
            item.NotBefore = time.GetUtcNow().UtcDateTime + TimeSpan.FromSeconds(Math.Pow(2, item.Attempts));
        store.UpdateWork(item);
    }

    /// <summary>
    /// One match is done at once; several become an item each, so that every instance has its own unit. Without a match the stimulus
    /// is parked: it may have come a moment before somebody waits for it.
    /// </summary>
    private async Task<IReadOnlyList<BurstResult>> DeliverStimulusAsync(WorkItemRow item, CancellationToken cancellationToken)
    {
        var stimulus = WorkItems.ReadStimulus(item);
        var results = new List<BurstResult>();
        if (item.State == WorkItemState.Ready)
        {
            foreach (var start in await StartsOfAsync(stimulus, cancellationToken))
                store.AddWork(work.Of(start with { InstanceId = bursts.NewId() }, bursts.Chain));
        }

        var bookmarks = await BookmarksOfAsync(stimulus, cancellationToken);
        if (bookmarks.Count > 0)
            store.RemoveWork(item.Id);
        if (bookmarks.Count == 1)
            results.Add(await bursts.ResumeAsync(bookmarks[0].InstanceId, bookmarks[0].Id, stimulus.Input ?? NoInput, cancellationToken));
        else if (bookmarks.Count > 1)
            bookmarks.ToList().ForEach(bookmark => store.AddWork(work.Of(bookmark, stimulus.Input, bursts.Chain)));
        else
            await ParkAsync(item, cancellationToken);
        return results;
    }

    private async Task ParkAsync(WorkItemRow item, CancellationToken cancellationToken)
    {
        if (item.InstanceId is { } instanceId && await store.FindInstanceAsync(instanceId, cancellationToken) is null or { Status: WorkflowStatus.Finished })
        {
            // Addressed to an instance that has ended: nothing will ever wait for it.
            store.RemoveWork(item.Id);
            return;
        }

        if (item.ExpiresAt <= time.GetUtcNow().UtcDateTime)
        {
            item.State = WorkItemState.Dead;
            item.LastError = "Expired: nothing waited for it.";
        }
        else
        {
            // Woken by a bookmark that was not the one it is addressed to: without a pause the pump would come back to it for ever.
            if (item.State == WorkItemState.Parked)
                item.NotBefore = time.GetUtcNow().UtcDateTime + WokenInVain;
            item.State = WorkItemState.Parked;
        }

        store.UpdateWork(item);
    }

    private async ValueTask<IReadOnlyList<StartWorkflow>> StartsOfAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        if (stimulus.InstanceId is not null || stimulus.ActivityInstanceId is not null)
            return [];
        var triggers = await store.FindTriggersByHashAsync(stimulus.ComputeHash(), cancellationToken);
        return triggers.Select(trigger => new StartWorkflow
        {
            DefinitionId = trigger.DefinitionId,
            DefinitionVersionId = trigger.DefinitionVersionId,
            TriggerActivityId = trigger.ActivityId,
            Input = stimulus.Input,
            CorrelationId = stimulus.CorrelationId,
        }).ToList();
    }

    private ValueTask<IReadOnlyList<BookmarkRow>> BookmarksOfAsync(Stimulus stimulus, CancellationToken cancellationToken) =>
        store.FindBookmarksAsync(
            new BookmarkFilter
            {
                Hash = stimulus.ComputeHash(),
                CorrelationId = stimulus.CorrelationId,
                InstanceId = stimulus.InstanceId,
                ActivityInstanceId = stimulus.ActivityInstanceId,
            },
            cancellationToken);
}
