namespace WorkflowRuntime.Stores;

/// <summary>Main status (Elsa <c>WorkflowStatus</c>).</summary>
public enum WorkflowStatus
{
    Running,
    Finished,
}

/// <summary>Sub-status (Elsa <c>WorkflowSubStatus</c>).</summary>
public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
    Interrupted,
}

/// <summary>One running or finished workflow. Everything that the engine alone reads is in <see cref="State"/>.</summary>
public sealed class WorkflowInstanceRow
{
    public required string Id { get; init; }
    public required string DefinitionId { get; set; }
    public required string DefinitionVersionId { get; set; }
    public int Version { get; set; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public string? ParentInstanceId { get; set; }
    public int IncidentCount { get; set; }
    public bool IsSystem { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>
    /// Optimistic concurrency token: the engine raises it by one in every burst; a commit whose stored value is not the one that was
    /// loaded must fail, and the caller runs its work again from a fresh load.
    /// </summary>
    public int ConcurrencyVersion { get; set; }

    /// <summary>Contexts, variables, bookmarks, queue, input and output: see <c>WorkflowStateSerializer</c>. Read it with <c>WorkflowStateView</c>.</summary>
    public byte[] State { get; set; } = [];
}

/// <summary>An instance without its state, for lists.</summary>
public sealed record InstanceSummary(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus,
    string? CorrelationId, string? Name, string? ParentInstanceId, int IncidentCount, bool IsSystem,
    DateTime CreatedAt, DateTime UpdatedAt, DateTime? FinishedAt);

/// <summary>What an administrator's list asks for. Null and empty mean "any".</summary>
public sealed record InstanceFilter
{
    public IReadOnlyCollection<string>? Ids { get; init; }
    public string? SearchTerm { get; init; }
    public IReadOnlyCollection<string>? DefinitionIds { get; init; }
    public IReadOnlyCollection<string>? DefinitionVersionIds { get; init; }
    public string? CorrelationId { get; init; }
    public string? ParentInstanceId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public IReadOnlyCollection<WorkflowStatus>? Statuses { get; init; }
    public IReadOnlyCollection<WorkflowSubStatus>? SubStatuses { get; init; }
    public IReadOnlyCollection<TimestampFilter> Timestamps { get; init; } = [];
    public InstanceOrder OrderBy { get; init; } = InstanceOrder.CreatedAt;
    public bool Descending { get; init; }
    public int Skip { get; init; }
    public int Take { get; init; } = 100;
}

public enum InstanceOrder
{
    CreatedAt,
    UpdatedAt,
    FinishedAt,
    Name,
}

public enum TimestampOperator
{
    Is,
    IsNot,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
}

/// <summary>A condition on one of the instance's moments (UTC).</summary>
public sealed record TimestampFilter(InstanceOrder Column, TimestampOperator Operator, DateTime Timestamp);

/// <summary>One page of a longer list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int TotalCount);
