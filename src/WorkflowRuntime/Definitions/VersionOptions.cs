using System.Globalization;

namespace WorkflowRuntime.Definitions;

/// <summary>Which version of a definition is meant (Elsa <c>VersionOptions</c>): published, latest, both kinds, or a number.</summary>
public readonly record struct VersionOptions
{
    private VersionOptions(bool latest, bool published, int? number) => (IsLatest, IsPublished, Number) = (latest, published, number);

    public static VersionOptions Published => new(false, true, null);
    public static VersionOptions Latest => new(true, false, null);
    public static VersionOptions LatestOrPublished => new(true, true, null);
    public static VersionOptions LatestAndPublished => new(true, true, 0);
    public static VersionOptions Draft => new(true, false, 0);
    public static VersionOptions All => new(false, false, null);

    public static VersionOptions Specific(int version) => new(false, false, version);

    public bool IsLatest { get; }
    public bool IsPublished { get; }
    public int? Number { get; }

    /// <summary>Reads Elsa's texts: <c>Published</c>, <c>Latest</c>, <c>LatestOrPublished</c>, <c>Draft</c>, <c>AllVersions</c> or a number; null when it is none of them.</summary>
    public static VersionOptions? Parse(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "PUBLISHED" => Published,
        "LATEST" => Latest,
        "LATESTORPUBLISHED" => LatestOrPublished,
        "LATESTANDPUBLISHED" => LatestAndPublished,
        "DRAFT" => Draft,
        "ALLVERSIONS" or "ALL" => All,
        var number => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? Specific(version) : null,
    };

    /// <summary>Does a version with this number and these flags fit?</summary>
    public bool Matches(int version, bool isLatest, bool isPublished)
    {
        if (this == All)
            return true;
        if (this == LatestAndPublished)
            return isLatest && isPublished;
        if (this == Draft)
            return isLatest && !isPublished;
        return Number is { } number ? version == number : (IsLatest && isLatest) || (IsPublished && isPublished);
    }
}
