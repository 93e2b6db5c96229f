using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>What one call brought about. Nothing of it is durable before the host's commit.</summary>
public sealed record BurstResult
{
    /// <summary>Why nothing happened; null when the burst ran.</summary>
    public WorkflowRefusal? Refusal { get; init; }

    public bool IsRefused => Refusal is not null;
    public string InstanceId { get; init; } = "";
    public string DefinitionId { get; init; } = "";
    public string DefinitionVersionId { get; init; } = "";
    public WorkflowStatus Status { get; init; }
    public WorkflowSubStatus SubStatus { get; init; }
    public string? CorrelationId { get; init; }
    public string? ParentInstanceId { get; init; }

    /// <summary>The instance ended in this burst.</summary>
    public bool HasEnded { get; init; }

    public IReadOnlyDictionary<string, object?> Output { get; init; } = new Dictionary<string, object?>();

    /// <summary>Where the instance now waits because of this burst.</summary>
    public IReadOnlyList<BookmarkInfo> CreatedBookmarks { get; init; } = [];

    /// <summary>Waiting points that are gone: resumed, or withdrawn because their activity or instance ended.</summary>
    public IReadOnlyList<BookmarkInfo> RemovedBookmarks { get; init; } = [];

    /// <summary>Waiting points that stay on an instance that ended as Faulted; nothing can resume them.</summary>
    public IReadOnlyList<BookmarkInfo> StrandedBookmarks { get; init; } = [];

    /// <summary>Faults of this burst.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>Tasks that RunTask asked for.</summary>
    public IReadOnlyList<TaskRequest> TaskRequests { get; init; } = [];

    /// <summary>Bursts of other instances that ran within this one: executed and cancelled children.</summary>
    public IReadOnlyList<BurstResult> Nested { get; init; } = [];

    /// <summary>Work was queued for after the commit: nudge the pump.</summary>
    public bool HasQueuedWork { get; init; }

    public static BurstResult Refused(RefusalReason reason, string message) => new() { Refusal = new WorkflowRefusal(reason, message) };
}

/// <summary>A waiting point, for hosts.</summary>
public sealed record BookmarkInfo(
    string Id, string InstanceId, string Name, string ActivityId, string ActivityNodeId, string ActivityInstanceId, string? Payload, DateTime? DueAt)
{
    internal static BookmarkInfo Of(Bookmark bookmark) => new(
        bookmark.Id, bookmark.Context.WorkflowInstanceId, bookmark.Name, bookmark.Context.ActivityId, bookmark.Context.NodeId,
        bookmark.Context.Id, bookmark.Payload, bookmark.DueAt);
}

/// <summary>A task that Elsa's RunTask asks the host to do; reported back with <see cref="IWorkflowRuntime.ReportTaskAsync"/>.</summary>
public sealed record TaskRequest(
    string TaskId, string TaskName, IReadOnlyDictionary<string, object?> Payload, string InstanceId, string DefinitionId, string? CorrelationId);

/// <summary>Why a call did nothing.</summary>
public sealed record WorkflowRefusal(RefusalReason Reason, string Message);

/// <summary>The expected reasons.</summary>
public enum RefusalReason
{
    DefinitionNotFound,
    InstanceNotFound,

    /// <summary>The instance has finished, was cancelled or faulted.</summary>
    InstanceEnded,

    /// <summary>The bookmark is unknown or was used before.</summary>
    BookmarkNotFound,

    /// <summary>The activation strategy does not allow another instance now.</summary>
    NotAllowedToStart,

    /// <summary>There is nothing to retry.</summary>
    NothingToRetry,

    /// <summary>The other version does not have a step that the instance is at.</summary>
    StepsAreGone,

    /// <summary>Children execute children too deep.</summary>
    TooDeep,
}
