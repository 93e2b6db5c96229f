namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>A list that has no pages.</summary>
internal sealed record ItemList<T>(IReadOnlyList<T> Items)
{
    public int Count => Items.Count;
}

/// <summary>One page of a list; Studio takes a page without <c>bulk-publish</c> among its links for read-only.</summary>
internal sealed record PagedList<T>(IReadOnlyList<T> Items, long TotalCount, IReadOnlyList<Link>? Links = null);

/// <summary>What a client may do with a resource.</summary>
internal sealed record Link(string Href, string Rel, string Method);
