using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>The bytes of attachments, for whoever may see the case.</summary>
internal static class CaseFiles
{
    public static void MapCaseFiles(this WebApplication app) =>
        app.MapGet("/cases/{number}/attachments/{id:guid}", DownloadAsync).RequireAuthorization(Policies.ReadCases);

    /// <summary>Always as a download under its own name: a file that a stranger sent is never shown inside our pages.</summary>
    private static async Task<IResult> DownloadAsync(
        string number, Guid id, PetitionDbContext db, AttachmentStore store, CurrentViewer current, CancellationToken cancellation)
    {
        var visible = db.Set<Petition>().VisibleTo(current.Require()).Numbered(number);
        var file = await db.Set<Attachment>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == id && visible.Any(p => p.Id == a.PetitionId), cancellation);
        return file is null || !store.Has(file.Sha256)
            ? Results.NotFound()
            : Results.File(store.Open(file.Sha256), file.ContentType, file.FileName);
    }
}
