namespace WorkflowRuntime.Stores.InMemory;

/// <summary>The meaning of an <see cref="InstanceFilter"/>, for the store in memory.</summary>
internal static class InMemoryInstanceList
{
    public static bool Matches(InstanceFilter filter, WorkflowInstanceRow row) =>
        Allows(filter.Ids, row.Id)
        && Allows(filter.DefinitionIds, row.DefinitionId)
        && Allows(filter.DefinitionVersionIds, row.DefinitionVersionId)
        && Allows(filter.Statuses, row.Status)
        && Allows(filter.SubStatuses, row.SubStatus)
        && (string.IsNullOrEmpty(filter.CorrelationId) || row.CorrelationId == filter.CorrelationId)
        && (filter.ParentInstanceId is null || row.ParentInstanceId == filter.ParentInstanceId)
        && (filter.Version is null || row.Version == filter.Version)
        && (filter.HasIncidents is null || row.IncidentCount > 0 == filter.HasIncidents)
        && (filter.IsSystem is null || row.IsSystem == filter.IsSystem)
        && (string.IsNullOrWhiteSpace(filter.SearchTerm) || Mentions(row, filter.SearchTerm.Trim()))
        && filter.Timestamps.All(condition => Holds(condition, row));

    public static Page<InstanceSummary> Apply(InstanceFilter filter, List<WorkflowInstanceRow> rows)
    {
        Func<WorkflowInstanceRow, IComparable?> key = filter.OrderBy switch
        {
            InstanceOrder.Name => row => row.Name,
            var column => row => Moment(column, row),
        };
        var ordered = filter.Descending ? rows.OrderByDescending(key) : rows.OrderBy(key);
        return new Page<InstanceSummary>(ordered.Skip(filter.Skip).Take(filter.Take).Select(Summarize).ToList(), rows.Count);
    }

    private static InstanceSummary Summarize(WorkflowInstanceRow row) => new(
        row.Id, row.DefinitionId, row.DefinitionVersionId, row.Version, row.Status, row.SubStatus, row.CorrelationId, row.Name,
        row.ParentInstanceId, row.IncidentCount, row.IsSystem, row.CreatedAt, row.UpdatedAt, row.FinishedAt);

    private static bool Allows<T>(IReadOnlyCollection<T>? allowed, T value) => allowed is null || allowed.Count == 0 || allowed.Contains(value);

    private static bool Mentions(WorkflowInstanceRow row, string term) =>
        row.Id.Contains(term, StringComparison.Ordinal)
        || row.DefinitionId.Contains(term, StringComparison.Ordinal)
        || (row.CorrelationId?.Contains(term, StringComparison.OrdinalIgnoreCase) ?? false)
        || (row.Name?.Contains(term, StringComparison.OrdinalIgnoreCase) ?? false);

    private static DateTime? Moment(InstanceOrder column, WorkflowInstanceRow row) => column switch
    {
        InstanceOrder.UpdatedAt => row.UpdatedAt,
        InstanceOrder.FinishedAt => row.FinishedAt,
        _ => row.CreatedAt,
    };

    private static bool Holds(TimestampFilter condition, WorkflowInstanceRow row)
    {
        if (Moment(condition.Column, row) is not { } moment)
            return false;
        return condition.Operator switch
        {
            TimestampOperator.Is => moment == condition.Timestamp,
            TimestampOperator.IsNot => moment != condition.Timestamp,
            TimestampOperator.LessThan => moment < condition.Timestamp,
            TimestampOperator.LessThanOrEqual => moment <= condition.Timestamp,
            TimestampOperator.GreaterThan => moment > condition.Timestamp,
            _ => moment >= condition.Timestamp,
        };
    }
}
