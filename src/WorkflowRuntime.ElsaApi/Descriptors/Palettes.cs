using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>The palette as it is sent, and the hash of these bytes.</summary>
internal sealed record Palette(byte[] Json, EntityTagHeaderValue Tag);

/// <summary>
/// Palettes as they were written, by language and by everything that they were made of: definitions with their revision, and every
/// choice of every input. What is new in the data makes another palette; nothing has to be told to forget one.
/// </summary>
internal sealed class Palettes
{
    /// <summary>Three languages, and a few states of the data that meet while administrators work.</summary>
    private const int Kept = 12;

    private readonly ConcurrentDictionary<string, Palette> _written = new(StringComparer.Ordinal);

    public async Task<Palette> FindAsync(ActivityCatalogue catalogue, DescriptorWriter writer, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendLine(CultureInfo.CurrentUICulture.Name);
        var descriptors = await catalogue.ListAsync(cancellationToken);
        foreach (var version in catalogue.Definitions)
            hash.AppendLine($"{version.Id} {version.Revision} {version.IsPublished}");
        await writer.AppendChoicesAsync(hash, descriptors, cancellationToken);
        var state = Convert.ToHexString(hash.GetHashAndReset());
        if (_written.TryGetValue(state, out var known))
            return known;

        var items = new List<JsonObject>();
        foreach (var descriptor in descriptors)
            items.Add(await writer.WriteAsync(descriptor, cancellationToken));
        var json = JsonSerializer.SerializeToUtf8Bytes(new ItemList<JsonObject>(items), ElsaJson.Options);
        if (_written.Count >= Kept)
            _written.Clear();
        return _written[state] = new Palette(json, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\""));
    }
}

internal static class HashedLines
{
    public static void AppendLine(this IncrementalHash hash, string line)
    {
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(line));
        hash.AppendData("\n"u8);
    }
}
