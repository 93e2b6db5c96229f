using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>An administrator's list of instances as a query.</summary>
internal static class InstanceQuery
{
    /// <summary>Characters of a search term; SQLite refuses patterns of more than 50,000 bytes.</summary>
    private const int MaxTerm = 5_000;

    /// <summary>PostgreSQL's collation that knows no language.</summary>
    private const string Bytes = "C";

    public static readonly Expression<Func<WorkflowInstanceRow, InstanceSummary>> Summary = i => new InstanceSummary(
        i.Id, i.DefinitionId, i.DefinitionVersionId, i.Version, i.Status, i.SubStatus, i.CorrelationId, i.Name, i.ParentInstanceId,
        i.IncidentCount, i.IsSystem, i.CreatedAt, i.UpdatedAt, i.FinishedAt);

    /// <param name="rows">All instances.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="likeIgnoresCase">True on SQLite, for ASCII.</param>
    public static IQueryable<WorkflowInstanceRow> Apply(IQueryable<WorkflowInstanceRow> rows, InstanceFilter filter, bool likeIgnoresCase)
    {
        rows = WhereIn(rows, filter.Ids, ids => i => ids.Contains(i.Id));
        rows = WhereIn(rows, filter.DefinitionIds, ids => i => ids.Contains(i.DefinitionId));
        rows = WhereIn(rows, filter.DefinitionVersionIds, ids => i => ids.Contains(i.DefinitionVersionId));
        rows = WhereIn(rows, filter.Statuses, statuses => i => statuses.Contains(i.Status));
        rows = WhereIn(rows, filter.SubStatuses, statuses => i => statuses.Contains(i.SubStatus));
        if (filter.CorrelationId is { Length: > 0 } correlation)
        {
            rows = rows.Where(i => i.CorrelationId == correlation);
        }

        if (filter.ParentInstanceId is { Length: > 0 } parent)
        {
            rows = rows.Where(i => i.ParentInstanceId == parent);
        }

        if (filter.Version is { } version)
        {
            rows = rows.Where(i => i.Version == version);
        }

        if (filter.HasIncidents is { } incidents)
        {
            rows = rows.Where(i => (i.IncidentCount > 0) == incidents);
        }

        if (filter.IsSystem is { } system)
        {
            rows = rows.Where(i => i.IsSystem == system);
        }

        return filter.Timestamps.Aggregate(Search(rows, filter.SearchTerm, likeIgnoresCase), Compare);
    }

    public static IQueryable<WorkflowInstanceRow> Sort(IQueryable<WorkflowInstanceRow> rows, InstanceFilter filter) => (filter.OrderBy, filter.Descending) switch
    {
        (InstanceOrder.UpdatedAt, false) => rows.OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id),
        (InstanceOrder.UpdatedAt, true) => rows.OrderByDescending(i => i.UpdatedAt).ThenBy(i => i.Id),
        (InstanceOrder.FinishedAt, false) => rows.OrderBy(i => i.FinishedAt).ThenBy(i => i.Id),
        (InstanceOrder.FinishedAt, true) => rows.OrderByDescending(i => i.FinishedAt).ThenBy(i => i.Id),
        (InstanceOrder.Name, false) => rows.OrderBy(i => i.Name).ThenBy(i => i.Id),
        (InstanceOrder.Name, true) => rows.OrderByDescending(i => i.Name).ThenBy(i => i.Id),
        (_, false) => rows.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
        (_, true) => rows.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id),
    };

    /// <summary>Looks at what <see cref="WorkflowInstanceMapping.IndexForLists"/> holds and at nothing else.</summary>
    private static IQueryable<WorkflowInstanceRow> Search(IQueryable<WorkflowInstanceRow> rows, string? term, bool likeIgnoresCase)
    {
        if (string.IsNullOrWhiteSpace(term))
        {
            return rows;
        }

        var wanted = term.Trim();
        if (wanted.Length > MaxTerm)
        {
            return rows.Where(_ => false);
        }

        var pattern = $"%{wanted.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
        if (likeIgnoresCase)
        {
            return rows.Where(i => EF.Functions.Like(i.Id, pattern, "\\") || EF.Functions.Like(i.DefinitionId, pattern, "\\")
                || EF.Functions.Like(i.Name!, pattern, "\\") || EF.Functions.Like(i.CorrelationId!, pattern, "\\"));
        }

        // ASCII only, as on SQLite: the rules of a language cost three times as much.
        var lower = string.Concat(pattern.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));
        return rows.Where(i => EF.Functions.Like(EF.Functions.Collate(i.Id, Bytes).ToLower(), lower, "\\")
            || EF.Functions.Like(EF.Functions.Collate(i.DefinitionId, Bytes).ToLower(), lower, "\\")
            || EF.Functions.Like(EF.Functions.Collate(i.Name!, Bytes).ToLower(), lower, "\\")
            || EF.Functions.Like(EF.Functions.Collate(i.CorrelationId!, Bytes).ToLower(), lower, "\\"));
    }

    private static IQueryable<WorkflowInstanceRow> WhereIn<T>(
        IQueryable<WorkflowInstanceRow> rows, IReadOnlyCollection<T>? values, Func<List<T>, Expression<Func<WorkflowInstanceRow, bool>>> condition) =>
        values is { Count: > 0 } ? rows.Where(condition([.. values])) : rows;

    private static IQueryable<WorkflowInstanceRow> Compare(IQueryable<WorkflowInstanceRow> rows, TimestampFilter filter)
    {
        Expression<Func<WorkflowInstanceRow, DateTime?>> column = filter.Column switch
        {
            InstanceOrder.UpdatedAt => i => i.UpdatedAt,
            InstanceOrder.FinishedAt => i => i.FinishedAt,
            _ => i => i.CreatedAt,
        };
        DateTime? moment = DateTime.SpecifyKind(filter.Timestamp, DateTimeKind.Utc);
        Expression<Func<DateTime?>> value = () => moment;
        var comparison = Expression.MakeBinary(Operator(filter.Operator), column.Body, value.Body);
        return rows.Where(Expression.Lambda<Func<WorkflowInstanceRow, bool>>(comparison, column.Parameters));
    }

    private static ExpressionType Operator(TimestampOperator comparison) => comparison switch
    {
        TimestampOperator.Is => ExpressionType.Equal,
        TimestampOperator.IsNot => ExpressionType.NotEqual,
        TimestampOperator.LessThan => ExpressionType.LessThan,
        TimestampOperator.LessThanOrEqual => ExpressionType.LessThanOrEqual,
        TimestampOperator.GreaterThan => ExpressionType.GreaterThan,
        TimestampOperator.GreaterThanOrEqual => ExpressionType.GreaterThanOrEqual,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, null),
    };
}
