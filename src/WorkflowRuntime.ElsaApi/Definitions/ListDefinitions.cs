using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Lists of definition versions: filter, search, order, pages; counts and names in use.</summary>
internal static class ListDefinitions
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions", ListAsync);
        api.MapGet("/workflow-definitions/{definitionId}/versions", VersionsAsync);
        api.MapGet("/workflow-definitions/query/count", CountAsync);
        api.MapGet("/workflow-definitions/validation/is-name-unique", IsNameUniqueAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var query = request.Query;
        var matching = Sort(Filter(await store.ListVersionsAsync(null, cancellationToken), query), query).ToList();
        return ElsaResults.Ok(new PagedList<DefinitionSummary>([.. query.Page(matching).Select(DefinitionSummary.Of)], matching.Count, DefinitionLinks.OfList));
    }

    private static async Task<IResult> VersionsAsync(string definitionId, IWorkflowStore store, CancellationToken cancellationToken) =>
        ElsaResults.Ok(new ItemList<DefinitionSummary>([.. (await store.ListVersionsAsync(definitionId, cancellationToken)).Select(DefinitionSummary.Of)]));

    private static async Task<IResult> CountAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var version = request.Query.Version(VersionOptions.Latest);
        return ElsaResults.Ok(new { Count = (await store.ListVersionsAsync(null, cancellationToken)).Count(v => version.Matches(v.Version, v.IsLatest, v.IsPublished)) });
    }

    private static async Task<IResult> IsNameUniqueAsync(HttpRequest request, IWorkflowStore store, CancellationToken cancellationToken)
    {
        var name = request.Query.Text("name")?.Trim();
        var own = request.Query.Text("definitionId");
        var versions = await store.ListVersionsAsync(null, cancellationToken);
        return ElsaResults.Ok(new { IsUnique = !versions.Any(v => v.IsLatest && v.DefinitionId != own && string.Equals(v.Name?.Trim(), name, StringComparison.OrdinalIgnoreCase)) });
    }

    private static IEnumerable<DefinitionVersion> Filter(IEnumerable<DefinitionVersion> versions, IQueryCollection query)
    {
        var options = query.Version(VersionOptions.All);
        var ids = query.List("ids");
        var definitionIds = query.List("definitionIds");
        var isSystem = query.Flag("isSystem");
        var usable = query.Flag("usableAsActivity");
        var term = query.Text("searchTerm")?.Trim();
        return versions.Where(v => options.Matches(v.Version, v.IsLatest, v.IsPublished)
            && (ids.Count == 0 || ids.Contains(v.Id))
            && (definitionIds.Count == 0 || definitionIds.Contains(v.DefinitionId))
            && (isSystem is null || v.IsSystem == isSystem)
            && (usable is null || v.UsableAsActivity == usable)
            && (string.IsNullOrEmpty(term) || Mentions(v, term)));
    }

    private static bool Mentions(DefinitionVersion version, string term) =>
        version.Name?.Contains(term, StringComparison.OrdinalIgnoreCase) == true
        || version.Description?.Contains(term, StringComparison.OrdinalIgnoreCase) == true
        || version.Id.Contains(term, StringComparison.Ordinal)
        || version.DefinitionId.Contains(term, StringComparison.Ordinal);

    /// <summary>By name when nothing is said; the id settles ties, so that pages do not overlap.</summary>
    private static IEnumerable<DefinitionVersion> Sort(IEnumerable<DefinitionVersion> versions, IQueryCollection query)
    {
        Func<DefinitionVersion, IComparable?> key = query.Text("orderBy")?.ToUpperInvariant() switch
        {
            "CREATED" or "CREATEDAT" => v => v.CreatedAt,
            "VERSION" => v => v.Version,
            _ => v => v.Name ?? v.DefinitionId,
        };
        var ordered = query.Descending() ? versions.OrderByDescending(key) : versions.OrderBy(key);
        return ordered.ThenByDescending(v => v.Version).ThenBy(v => v.Id, StringComparer.Ordinal);
    }
}
