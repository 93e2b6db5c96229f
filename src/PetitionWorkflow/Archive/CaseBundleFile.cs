using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Documents.Word;

namespace PetitionWorkflow.Archive;

/// <summary>
/// A case's file as one ZIP: <c>case.json</c>, <c>history.json</c>, <c>tasks.json</c>, every paper as a page and as Word, every
/// attachment, and <c>manifest.json</c> with size and SHA-256 of each, so that a copy can be checked years later.
/// </summary>
public sealed class CaseBundleFile(AttachmentStore attachments)
{
    public const string Format = "petition-case/1";

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,

        // The file is read by people too; it is never put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task WriteAsync(CaseBundle bundle, Stream to, CancellationToken cancellation)
    {
        await using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var listed = new JsonArray();
        await AddJsonAsync("case.json", CaseBundleContent.Case(bundle));
        await AddJsonAsync("history.json", CaseBundleContent.History(bundle));
        await AddJsonAsync("tasks.json", CaseBundleContent.Tasks(bundle));
        foreach (var paper in bundle.Papers)
        {
            await AddAsync($"papers/{paper.Number}.html", new MemoryStream(Encoding.UTF8.GetBytes(CaseBundleContent.Page(paper))), paper.Title);
            await AddAsync($"papers/{paper.Number}.docx", new MemoryStream(WordPaper.Of(paper)), paper.Title);
        }

        for (var i = 0; i < bundle.Attachments.Count; i++)
        {
            var file = bundle.Attachments[i];
            await AddAsync($"attachments/{i + 1:00}-{file.FileName}", attachments.Has(file.Sha256) ? attachments.Open(file.Sha256) : null, file.FileName);
        }

        var manifest = new JsonObject
        {
            ["format"] = Format, ["number"] = bundle.Case.Number, ["takenAt"] = bundle.TakenAt, ["takenBy"] = bundle.TakenBy, ["files"] = listed,
        };
        await WriteEntryAsync("manifest.json", new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, Readable)));

        Task AddJsonAsync(string path, object content) => AddAsync(path, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(content, Readable)), null);

        // An attachment whose bytes are gone is listed as missing: a bundle never hides a hole.
        async Task AddAsync(string path, Stream? content, string? title)
        {
            var (size, sha256) = content is null ? (0, null) : await WriteEntryAsync(path, content);
            listed.Add(new JsonObject { ["path"] = path, ["title"] = title, ["size"] = size, ["sha256"] = sha256, ["isMissing"] = content is null });
        }

        async Task<(long Size, string Sha256)> WriteEntryAsync(string path, Stream content)
        {
            await using (content)
            {
                var entry = zip.CreateEntry(path);
                entry.LastWriteTime = new DateTimeOffset(bundle.TakenAt, TimeSpan.Zero);
                await using var target = await entry.OpenAsync(cancellation);
                await content.CopyToAsync(target, cancellation);
                content.Position = 0;
                return (content.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)));
            }
        }
    }
}
