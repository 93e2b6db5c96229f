using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Instances;

/// <summary>The list of instances; Studio posts its filter, programs may use the query.</summary>
internal static class ListInstances
{
    /// <summary>The most that one answer holds.</summary>
    private const int MaxPage = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-instances", PostAsync);
        api.MapGet("/workflow-instances", GetAsync);
    }

    private static async Task<IResult> PostAsync(HttpRequest http, IWorkflowStore store, CancellationToken cancellationToken) =>
        await AnswerAsync(await ElsaBody.ReadAsync<InstanceListRequest>(http, cancellationToken), store, cancellationToken);

    private static Task<IResult> GetAsync(HttpRequest http, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var query = http.Query;
        var request = new InstanceListRequest
        {
            Page = query.Number("page"), PageSize = query.Number("pageSize"), SearchTerm = query.Text("searchTerm"),
            DefinitionId = query.Text("definitionId"), DefinitionIds = query.List("definitionIds"), CorrelationId = query.Text("correlationId"),
            ParentWorkflowInstanceId = query.Text("parentWorkflowInstanceId"), Ids = query.List("ids"), Version = query.Number("version"),
            HasIncidents = query.Flag("hasIncidents"), IsSystem = query.Flag("isSystem"), Status = query.Text("status"), Statuses = query.List("statuses"),
            SubStatus = query.Text("subStatus"), SubStatuses = query.List("subStatuses"), OrderBy = query.Text("orderBy"), OrderDirection = query.Text("orderDirection"),
        };
        return AnswerAsync(request, store, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(InstanceListRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var page = await store.ListInstancesAsync(request.ToFilter(MaxPage), cancellationToken);
        return ElsaResults.Ok(new PagedList<InstanceItem>([.. page.Items.Select(InstanceItem.Of)], page.TotalCount));
    }
}

/// <summary>A line of the list.</summary>
internal sealed record InstanceItem(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, WorkflowStatus Status, WorkflowSubStatus SubStatus, string? CorrelationId, string? Name,
    string? ParentWorkflowInstanceId, int IncidentCount, DateTime CreatedAt, DateTime UpdatedAt, DateTime? FinishedAt)
{
    public static InstanceItem Of(InstanceSummary s) => new(
        s.Id, s.DefinitionId, s.DefinitionVersionId, s.Version, s.Status, s.SubStatus, s.CorrelationId, s.Name, s.ParentInstanceId, s.IncidentCount, s.CreatedAt, s.UpdatedAt, s.FinishedAt);
}

/// <summary>What a client asks the list for; empty lists mean no filter.</summary>
internal sealed record InstanceListRequest
{
    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public IReadOnlyList<string>? Ids { get; init; }
    public string? DefinitionId { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public string? DefinitionVersionId { get; init; }
    public string? CorrelationId { get; init; }
    public string? ParentWorkflowInstanceId { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public bool? IsSystem { get; init; }
    public string? Status { get; init; }
    public IReadOnlyList<string>? Statuses { get; init; }
    public string? SubStatus { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }
    public IReadOnlyList<TimestampCondition>? TimestampFilters { get; init; }

    public InstanceFilter ToFilter(int maxPage)
    {
        var size = Math.Clamp(PageSize ?? maxPage, 1, maxPage);
        return new InstanceFilter
        {
            Ids = Ids,
            SearchTerm = SearchTerm,
            DefinitionIds = Union(DefinitionId, DefinitionIds),
            DefinitionVersionIds = Union(DefinitionVersionId, null),
            CorrelationId = string.IsNullOrEmpty(CorrelationId) ? null : CorrelationId,
            ParentInstanceId = string.IsNullOrEmpty(ParentWorkflowInstanceId) ? null : ParentWorkflowInstanceId,
            Version = Version,
            HasIncidents = HasIncidents,
            IsSystem = IsSystem,
            Statuses = Parse<WorkflowStatus>(Union(Status, Statuses)),
            SubStatuses = Parse<WorkflowSubStatus>(Union(SubStatus, SubStatuses)),
            Timestamps = [.. (TimestampFilters ?? []).Select(condition => condition.Read())],
            OrderBy = ReadOrder(OrderBy),
            Descending = !string.Equals(OrderDirection, "Ascending", StringComparison.OrdinalIgnoreCase),
            Skip = Math.Max(0, Page ?? 0) * size,
            Take = size,
        };
    }

    private static List<string> Union(string? one, IReadOnlyList<string>? many) => [.. (many ?? []).Concat(string.IsNullOrEmpty(one) ? [] : [one]).Distinct()];

    private static List<T> Parse<T>(List<string> names)
        where T : struct, Enum => names.ConvertAll(name => Enum.TryParse<T>(name, ignoreCase: true, out var value)
            ? value
            : throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.NoneOf(name, string.Join(", ", Enum.GetNames<T>()))));

    internal static InstanceOrder ReadOrder(string? name) => name?.ToUpperInvariant() switch
    {
        "LASTEXECUTED" or "UPDATEDAT" or "UPDATED" => InstanceOrder.UpdatedAt,
        "FINISHED" or "FINISHEDAT" => InstanceOrder.FinishedAt,
        "NAME" => InstanceOrder.Name,
        _ => InstanceOrder.CreatedAt,
    };
}

/// <summary>A condition on a moment, in Elsa's words.</summary>
internal sealed record TimestampCondition
{
    public string? Column { get; init; }
    public string? Operator { get; init; }
    public string? Timestamp { get; init; }

    public TimestampFilter Read()
    {
        if (!Enum.TryParse<TimestampOperator>((Operator ?? "").Replace("OrEqualTo", "OrEqual", StringComparison.Ordinal), ignoreCase: true, out var comparison)
            || !DateTimeOffset.TryParse(Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.BadCondition($"{Column} {Operator} {Timestamp}"));
        return new TimestampFilter(InstanceListRequest.ReadOrder(Column), comparison, moment.UtcDateTime);
    }
}
