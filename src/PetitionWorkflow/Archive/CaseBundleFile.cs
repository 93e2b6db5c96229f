using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Archive;

/// <summary>
/// A case's file as one ZIP: <c>case.json</c>, <c>history.json</c>, <c>tasks.json</c>, every paper as a page and as Word, every
/// attachment, and the manifest.
/// </summary>
public sealed class CaseBundleFile(AttachmentStore attachments, Texts texts, IOptions<DocumentOptions> options)
{
    public const string Format = "petition-case/1";

    public async Task WriteAsync(CaseBundle bundle, Stream to, CancellationToken cancellation)
    {
        await using var zip = new ListedZip(to, bundle.TakenAt);
        await zip.AddJsonAsync("case.json", CaseBundleContent.Case(bundle), cancellation);
        await zip.AddJsonAsync("history.json", CaseBundleContent.History(bundle), cancellation);
        await zip.AddJsonAsync("tasks.json", CaseBundleContent.Tasks(bundle), cancellation);
        await AddPapersAsync(zip, "", bundle, cancellation);
        await AddAttachmentsAsync(zip, "", bundle.Attachments, cancellation);
        await zip.AddManifestAsync(
            new JsonObject { ["format"] = Format, ["number"] = bundle.Case.Number, ["takenAt"] = bundle.TakenAt, ["takenBy"] = bundle.TakenBy }, cancellation);
    }

    /// <summary>Each with a line that tells the copy from the paper itself: from which file, taken by whom, when (C14).</summary>
    internal async Task AddPapersAsync(ListedZip zip, string folder, CaseBundle bundle, CancellationToken cancellation)
    {
        var mark = texts.In(options.Value.Language)["Document.copyMark", bundle.TakenBy, ChinaTime.ToLocal(bundle.TakenAt), bundle.Case.Number];
        foreach (var paper in bundle.Papers)
        {
            await zip.AddAsync($"{folder}papers/{paper.Number}.html", new MemoryStream(Encoding.UTF8.GetBytes(CaseBundleContent.Page(paper, mark))), paper.Title, cancellation);
            await zip.AddAsync($"{folder}papers/{paper.Number}.docx", new MemoryStream(WordPaper.Of(paper, mark)), paper.Title, cancellation);
        }
    }

    internal async Task AddAttachmentsAsync(ListedZip zip, string folder, IReadOnlyList<Attachment> files, CancellationToken cancellation)
    {
        for (var i = 0; i < files.Count; i++)
        {
            var file = files[i];
            await zip.AddAsync(
                $"{folder}attachments/{i + 1:00}-{file.FileName}", attachments.Has(file.Sha256) ? attachments.Open(file.Sha256) : null, file.FileName, cancellation);
        }
    }
}
