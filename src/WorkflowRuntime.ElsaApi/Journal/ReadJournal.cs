using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Journal;

/// <summary>The journal of an instance, whole, filtered, or from its end.</summary>
internal static class ReadJournal
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/journal", ListAsync);
        api.MapPost("/workflow-instances/{id}/journal", FilterAsync);
        api.MapGet("/workflow-instances/{id}/journal/{activityId}", LastOfAsync);
    }

    private static async Task<IResult> ListAsync(string id, HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken) =>
        Page(id, (await WorkflowJournal.ReadAsync(store, id, cancellationToken)).Entries, request.Query);

    private static async Task<IResult> FilterAsync(string id, HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var filter = (await ElsaBody.ReadAsync<JournalRequest>(request, cancellationToken)).Filter ?? new JournalFilter();
        var journal = await WorkflowJournal.ReadAsync(store, id, cancellationToken);
        return Page(id, [.. journal.Entries.Where(filter.Matches)], request.Query);
    }

    private static async Task<IResult> LastOfAsync(string id, string activityId, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var last = (await WorkflowJournal.ReadAsync(store, id, cancellationToken)).Entries.LastOrDefault(e => e.ActivityId == activityId);
        return last is null ? ElsaResults.NotFound(ElsaTexts.NotRunYet(activityId, id)) : ElsaResults.Ok(JournalLine.Of(id, last));
    }

    /// <summary>Skip counts exactly: Studio asks for the row before its page and drops it.</summary>
    private static IResult Page(string id, IReadOnlyList<JournalEntry> entries, IQueryCollection query)
    {
        var size = query.Number("take") ?? query.Number("pageSize") ?? int.MaxValue;
        var skip = query.Number("skip") ?? (query.Number("page") ?? 0) * (query.Number("pageSize") ?? 0);
        return ElsaResults.Ok(new PagedList<JournalLine>([.. entries.Skip(Math.Max(0, skip)).Take(Math.Max(0, size)).Select(e => JournalLine.Of(id, e))], entries.Count));
    }

    private sealed record JournalRequest
    {
        public JournalFilter? Filter { get; init; }
    }

    private sealed record JournalFilter
    {
        public IReadOnlyList<string>? ActivityIds { get; init; }
        public IReadOnlyList<string>? ActivityNodeIds { get; init; }
        public IReadOnlyList<string>? ExcludedActivityTypes { get; init; }
        public IReadOnlyList<string>? EventNames { get; init; }

        public bool Matches(JournalEntry entry) =>
            Allows(ActivityIds, entry.ActivityId) && Allows(ActivityNodeIds, entry.ActivityNodeId) && Allows(EventNames, entry.EventName)
            && ExcludedActivityTypes?.Contains(entry.ActivityType) != true;

        private static bool Allows(IReadOnlyList<string>? allowed, string value) => allowed is not { Count: > 0 } || allowed.Contains(value);
    }
}
