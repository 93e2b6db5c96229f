using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PetitionWorkflow.Archive;

/// <summary>A ZIP whose <c>manifest.json</c> lists every file with size and SHA-256, so that a copy can be checked years later.</summary>
internal sealed class ListedZip(Stream to, DateTime at) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // The file is read by people too; it is never put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ZipArchive _zip = new(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
    private readonly JsonArray _listed = [];

    public Task AddJsonAsync(string path, object content, CancellationToken cancellation) => AddAsync(path, InMemory(content), null, cancellation);

    /// <param name="content">Null for what is gone; it is listed as missing: a bundle never hides a hole.</param>
    public async Task AddAsync(string path, Stream? content, string? title, CancellationToken cancellation)
    {
        var (size, sha256) = content is null ? (0, null) : await WriteAsync(path, content, cancellation);
        _listed.Add(new JsonObject { ["path"] = path, ["title"] = title, ["size"] = size, ["sha256"] = sha256, ["isMissing"] = content is null });
    }

    /// <summary>The last thing to write.</summary>
    /// <param name="head">What the package is, by whom and when.</param>
    public Task AddManifestAsync(JsonObject head, CancellationToken cancellation)
    {
        head["files"] = _listed;
        return WriteAsync("manifest.json", InMemory(head), cancellation);
    }

    private static MemoryStream InMemory(object content) => new(JsonSerializer.SerializeToUtf8Bytes(content, Readable));

    private async Task<(long Size, string Sha256)> WriteAsync(string path, Stream content, CancellationToken cancellation)
    {
        await using (content)
        {
            var entry = _zip.CreateEntry(path);
            entry.LastWriteTime = new DateTimeOffset(at, TimeSpan.Zero);
            await using var target = await entry.OpenAsync(cancellation);
            await content.CopyToAsync(target, cancellation);
            content.Position = 0;
            return (content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)));
        }
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();
}
