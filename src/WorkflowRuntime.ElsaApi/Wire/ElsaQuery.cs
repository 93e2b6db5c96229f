using System.Globalization;
using Microsoft.AspNetCore.Http;
using WorkflowRuntime.Definitions;

namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>Reads the query as Studio writes it: keys in any casing, an empty value means none, lists repeat their key.</summary>
internal static class ElsaQuery
{
    public static string? Text(this IQueryCollection query, string key) => query[key] is [{ Length: > 0 } value, ..] ? value : null;

    public static int? Number(this IQueryCollection query, string key) =>
        int.TryParse(query.Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? Flag(this IQueryCollection query, string key) => bool.TryParse(query.Text(key), out var flag) ? flag : null;

    public static IReadOnlyList<string> List(this IQueryCollection query, string key) =>
        [.. query[key].OfType<string>().SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public static bool Descending(this IQueryCollection query) => string.Equals(query.Text("orderDirection"), "Descending", StringComparison.OrdinalIgnoreCase);

    /// <summary>Absent means the default; a text that is no version is refused.</summary>
    public static VersionOptions Version(this IQueryCollection query, VersionOptions absent) => Version(query.Text("versionOptions"), absent);

    public static VersionOptions Version(string? text, VersionOptions absent) => string.IsNullOrWhiteSpace(text)
        ? absent
        : VersionOptions.Parse(text) ?? throw new ElsaRefusedException(StatusCodes.Status400BadRequest, ElsaTexts.NoneOf(text, "Latest, Published, LatestOrPublished, LatestAndPublished, Draft, AllVersions, 1, 2, 3 …"));

    /// <summary>Pages count from zero; without page size there is one page.</summary>
    public static IEnumerable<T> Page<T>(this IQueryCollection query, IEnumerable<T> items)
    {
        if (query.Number("pageSize") is not { } size || size < 1)
            return items;
        return items.Skip(Math.Max(0, query.Number("page") ?? 0) * size).Take(size);
    }
}
