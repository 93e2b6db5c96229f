using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Execution;

/// <summary>
/// One execution of one activity: its evaluated inputs, its variables, its state, and what it may ask of the engine. A loop gives
/// several contexts for one activity. Valid during the burst only; keep nothing of it.
/// </summary>
public sealed partial class ActivityExecutionContext
{
    private readonly List<ActivityExecutionContext> _children = [];
    private Dictionary<string, object?>? _journalData;

    internal ActivityExecutionContext(WorkflowExecution execution, ActivityNode node, ActivityExecutionContext? parent, string id)
    {
        (Execution, Node, Parent, Id) = (execution, node, parent, id);
        Values = node.Descriptor.Inputs.Count == 0 ? [] : new object?[node.Descriptor.Inputs.Count];
    }

    /// <summary>The id of this execution (Elsa's activity instance id).</summary>
    public string Id { get; }

    public ActivityNode Node { get; }
    public Activity Activity => Node.Activity;
    public string ActivityId => Node.Id;
    public string NodeId => Node.NodeId;

    /// <summary>What the designer shows as the title.</summary>
    public string DisplayText => Activity.DisplayText;

    public JsonObject CustomProperties => Activity.CustomProperties;
    public JsonObject Metadata => Activity.Metadata;

    /// <summary>The context that scheduled this one; null for the workflow itself.</summary>
    public ActivityExecutionContext? Parent { get; }

    public IReadOnlyList<ActivityExecutionContext> Children => _children;
    public ActivityStatus Status { get; internal set; }
    public DateTime StartedAt { get; internal set; }
    public DateTime? CompletedAt { get; internal set; }

    /// <summary>Given by whoever scheduled this execution.</summary>
    public string? Tag { get; internal set; }

    public string WorkflowInstanceId => Execution.Row.Id;
    public string DefinitionId => Execution.Row.DefinitionId;
    public string DefinitionVersionId => Execution.Row.DefinitionVersionId;
    public int DefinitionVersion => Execution.Row.Version;

    /// <summary>The business key of the instance, e.g. a case id.</summary>
    public string? CorrelationId
    {
        get => Execution.Row.CorrelationId;
        set => Execution.Row.CorrelationId = value;
    }

    public string? WorkflowInstanceName
    {
        get => Execution.Row.Name;
        set => Execution.Row.Name = value;
    }

    public string? ParentInstanceId => Execution.Row.ParentInstanceId;

    /// <summary>The input of this burst: the start input, or what the resumer gave merged over the declared inputs that were kept.</summary>
    public IReadOnlyDictionary<string, object?> WorkflowInput => Execution.Input;

    /// <summary>What the resumer gave, in a bookmark callback; the whole start input otherwise.</summary>
    public IReadOnlyDictionary<string, object?> ResumeInput => Execution.BurstInput;

    /// <summary>Did this activity start the instance? Then a trigger completes at once instead of waiting.</summary>
    public bool IsTriggerOfWorkflow => Execution.TriggerActivityId is { } id && id == ActivityId;

    /// <summary>Shown with the execution record (<c>Outcomes</c> is added by completing).</summary>
    public IDictionary<string, object?> JournalData => _journalData ??= [];

    public DateTime UtcNow => Execution.Now();
    public CancellationToken CancellationToken => Execution.CancellationToken;

    internal WorkflowExecution Execution { get; }
    internal int FaultCount { get; set; }
    internal ExceptionState? Exception { get; set; }
    internal string? ScheduledById { get; set; }
    internal string? ScheduledByActivityId { get; set; }
    internal int CallStackDepth { get; set; }

    /// <summary>Changed in this burst: an execution record is due.</summary>
    internal bool IsDirty { get; set; } = true;

    /// <summary>Comes from an earlier burst.</summary>
    internal bool IsRestored { get; init; }

    internal bool HasBookmarks { get; set; }
    internal bool IsBreaking { get; set; }
    internal bool WasScheduledViaBackwardConnection { get; set; }
    internal IReadOnlyDictionary<string, object?>? JournalDataOrNull => _journalData;
    internal bool IsEnded => Status is ActivityStatus.Completed or ActivityStatus.Canceled;

    public T GetRequiredService<T>()
        where T : notnull => Execution.Services.GetRequiredService<T>();

    public IServiceProvider Services => Execution.Services;

    internal void Adopt(ActivityExecutionContext child) => _children.Add(child);

    public override string ToString() => $"{NodeId} {Id} {Status}";
}
