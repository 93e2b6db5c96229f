using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Intake;

/// <summary>Files of a form: what came with this attempt and what an earlier one left behind as sealed slips.</summary>
public sealed class GivenFiles(AttachmentStore store, StagedFiles staged, IOptions<AttachmentOptions> options, Texts texts)
{
    public AttachmentOptions Limits => options.Value;

    public async Task<IReadOnlyList<(string Slip, StoredFile File)>> TakeAsync(
        IEnumerable<string> slips, IEnumerable<IFormFile> given, ModelStateDictionary state, string field, CancellationToken cancellation)
    {
        var kept = slips.Select(slip => (Slip: slip, File: staged.Open(slip)))
            .Where(s => s.File is not null && store.Has(s.File.Sha256))
            .Select(s => (s.Slip, File: s.File!)).ToList();
        foreach (var file in given.Take(Limits.MaxFiles + 1))
        {
            await using var content = file.OpenReadStream();
            var saved = await store.SaveAsync(file.FileName, content, cancellation);
            if (saved.Refusal is { } refusal)
            {
                state.AddModelError(field, texts.Of(refusal));
            }
            else
            {
                kept.Add((staged.Seal(saved.Value), saved.Value));
            }
        }

        if (kept.Count > Limits.MaxFiles)
        {
            state.AddModelError(field, texts["Refusal.too-many-attachments", Limits.MaxFiles]);
        }

        return kept;
    }
}
