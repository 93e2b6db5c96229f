using Microsoft.AspNetCore.Authorization;

namespace PetitionWorkflow.Web.Layout;

/// <summary>The number beside an entry of the side bar, counted for the signed-in person: the inbox's open tasks.</summary>
public interface INavigationCount
{
    /// <summary>The entry's address: <c>/tasks</c>.</summary>
    string Path { get; }

    Task<int> CountAsync(HttpContext context);
}

/// <summary>An entry as the side bar draws it.</summary>
internal sealed record MenuItem(NavigationEntry Entry, bool IsCurrent, int? Count);

internal sealed record MenuSection(string TextKey, IReadOnlyList<MenuItem> Items);

/// <summary>Chooses the entries that exist and that this person may open.</summary>
internal sealed class NavigationMenu(
    ExistingPages existing,
    IAuthorizationService authorization,
    IEnumerable<INavigationCount> counts)
{
    public async Task<IReadOnlyList<MenuSection>> ForAsync(HttpContext context)
    {
        var sections = new List<MenuSection>();
        foreach (var section in Navigation.Sections)
        {
            var items = new List<MenuItem>();
            foreach (var entry in section.Entries.Where(e => existing.Contains(e.Path)))
            {
                if ((await authorization.AuthorizeAsync(context.User, entry.Policy)).Succeeded)
                {
                    items.Add(new MenuItem(entry, IsCurrent(entry, context.Request.Path), await CountAsync(entry, context)));
                }
            }

            if (items.Count > 0)
            {
                sections.Add(new MenuSection(section.TextKey, items));
            }
        }

        return sections;
    }

    private async Task<int?> CountAsync(NavigationEntry entry, HttpContext context)
    {
        var count = counts.FirstOrDefault(c => c.Path == entry.Path);
        return count is null ? null : await count.CountAsync(context);
    }

    /// <summary>The longest entry that the address begins with: /intake/import is not also /intake.</summary>
    private static bool IsCurrent(NavigationEntry entry, PathString path)
    {
        var best = Navigation.Sections.SelectMany(s => s.Entries)
            .Where(e => e.Path == "/" ? path == "/" : path.StartsWithSegments(e.Path))
            .MaxBy(e => e.Path.Length);
        return best == entry;
    }
}

/// <summary>The addresses that have an endpoint, without their parameters; read once, endpoints do not change while running.</summary>
internal sealed class ExistingPages(EndpointDataSource endpoints)
{
    private readonly Lazy<HashSet<string>> _paths = new(() => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .Select(e => "/" + (e.RoutePattern.RawText ?? "").Trim('/').Split("/{")[0].ToLowerInvariant())
        .ToHashSet());

    public bool Contains(string path) => _paths.Value.Contains(path);
}

internal static class NavigationSetup
{
    public static IServiceCollection AddNavigation(this IServiceCollection services) =>
        services.AddSingleton<ExistingPages>().AddScoped<NavigationMenu>();
}
