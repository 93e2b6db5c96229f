using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>
/// The engine. Scoped: every call is one burst in the caller's unit of work and is durable when the caller commits. Expected refusals
/// are values; faults of a workflow are incidents of the instance; exceptions are bugs, lost races and broken stores.
/// </summary>
public interface IWorkflowRuntime
{
    /// <summary>Creates an instance and runs it until everything waits or ends.</summary>
    Task<BurstResult> StartAsync(StartWorkflow request, CancellationToken cancellationToken = default);

    /// <summary>Goes on at one waiting point.</summary>
    Task<BurstResult> ResumeAsync(string bookmarkId, IReadOnlyDictionary<string, object?>? input = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts an instance per matching trigger and resumes every matching waiting point, all in this unit; empty when nothing matched.
    /// For one unit per instance use <see cref="Enqueue"/>.
    /// </summary>
    Task<IReadOnlyList<BurstResult>> SendAsync(Stimulus stimulus, CancellationToken cancellationToken = default);

    /// <summary>Queues a stimulus durably; the pump delivers it after the commit, and keeps it a while when nothing waits for it yet.</summary>
    void Enqueue(Stimulus stimulus);

    /// <summary>Queues a start; gives the id that the instance will have.</summary>
    string Enqueue(StartWorkflow request);

    /// <summary>Publishes an event: what Event activities wait for. <see cref="SendAsync"/> with the event's stimulus.</summary>
    Task<IReadOnlyList<BurstResult>> PublishAsync(string eventName, object? payload = null, string? correlationId = null, string? instanceId = null, CancellationToken cancellationToken = default);

    /// <summary>Reports the result of a task that RunTask asked for.</summary>
    Task<IReadOnlyList<BurstResult>> ReportTaskAsync(string taskId, object? result, CancellationToken cancellationToken = default);

    /// <summary>Cancels an instance and the instances it started, all the way down.</summary>
    Task<BurstResult> CancelAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>Runs the faulted activities of an instance again, or only the one with this execution id.</summary>
    Task<BurstResult> RetryAsync(string instanceId, string? activityInstanceId = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves an instance to another version of its flow and runs its faulted activities again there: what helps when the flow itself was
    /// at fault. Refused when that version does not have every step the instance is at.
    /// </summary>
    Task<BurstResult> RetryOnAsync(string instanceId, string definitionVersionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves a running instance to another version of its flow, where it goes on waiting: nothing runs. Refused when that version does not
    /// have every step the instance is at.
    /// </summary>
    Task<BurstResult> MoveAsync(string instanceId, string definitionVersionId, CancellationToken cancellationToken = default);

    /// <summary>Why <see cref="MoveAsync"/> would refuse; null when it would not. Changes nothing.</summary>
    Task<WorkflowRefusal?> FindReasonToStayAsync(string instanceId, string definitionVersionId, CancellationToken cancellationToken = default);

    /// <summary>What falls due at this moment; hand each to <see cref="FireAsync"/> in a unit of its own.</summary>
    Task<IReadOnlyList<TimerRow>> DueAsync(DateTime now, int max, CancellationToken cancellationToken = default);

    /// <summary>Fires one timer: resumes its bookmark or starts its workflow, and sets its next moment. A timer that is gone does nothing.</summary>
    Task<IReadOnlyList<BurstResult>> FireAsync(string timerId, CancellationToken cancellationToken = default);

    /// <summary>The queued work to do at this moment; hand each to <see cref="DeliverAsync"/> in a unit of its own.</summary>
    Task<IReadOnlyList<string>> QueuedAsync(DateTime now, int max, CancellationToken cancellationToken = default);

    /// <summary>Does one queued item and removes it. An item that is gone does nothing.</summary>
    Task<IReadOnlyList<BurstResult>> DeliverAsync(string workId, CancellationToken cancellationToken = default);

    /// <summary>Notes that a delivery failed; after a few it becomes a dead letter.</summary>
    Task FailAsync(string workId, string error, CancellationToken cancellationToken = default);
}

/// <summary>A workflow to start: by definition and version options, or by version id.</summary>
public sealed record StartWorkflow
{
    public string? DefinitionId { get; init; }
    public VersionOptions Version { get; init; } = VersionOptions.Published;

    /// <summary>Wins over <see cref="DefinitionId"/>.</summary>
    public string? DefinitionVersionId { get; init; }

    public IReadOnlyDictionary<string, object?>? Input { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }

    /// <summary>The activity of the root flowchart to begin with, because its trigger fired.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>The id of the new instance; a new one when not given.</summary>
    public string? InstanceId { get; init; }

    public string? ParentInstanceId { get; init; }

    /// <summary>Kept on the instance, e.g. <c>Flowchart:ExecutionMode</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Properties { get; init; }

    /// <summary>False for children and timers: Elsa asks the activation strategy only for starts from outside.</summary>
    public bool RespectActivationStrategy { get; init; } = true;

    public static StartWorkflow Of(string definitionId, IReadOnlyDictionary<string, object?>? input = null, string? correlationId = null) =>
        new() { DefinitionId = definitionId, Input = input, CorrelationId = correlationId };
}

/// <summary>Something that happened and that workflows may wait for or start with (Elsa stimulus).</summary>
public sealed record Stimulus
{
    /// <summary>The stimulus name, usually the type of the waiting activity.</summary>
    public required string Name { get; init; }

    /// <summary>What makes the hash together with the name; see <see cref="Bookmarks.StimulusHasher"/>.</summary>
    public object? Payload { get; init; }

    /// <summary>The hash, when the payload is not at hand.</summary>
    public string? Hash { get; init; }

    /// <summary>Only waiting points of instances with this correlation id; started instances get it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only this instance; starts nothing.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Only this execution of an activity; starts nothing.</summary>
    public string? ActivityInstanceId { get; init; }

    public IReadOnlyDictionary<string, object?>? Input { get; init; }

    internal string ComputeHash() => Hash ?? Bookmarks.StimulusHasher.Hash(Name, Payload);
}
