using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>The bytes of attachments, and papers as Word files, for whoever may see them.</summary>
internal static class CaseFiles
{
    public static void MapCaseFiles(this WebApplication app)
    {
        app.MapGet("/cases/{number}/attachments/{id:guid}", DownloadAsync).RequireAuthorization(Policies.ReadCases);
        app.MapGet("/cases/{number}/documents/{id:guid}/word", WordAsync).RequireAuthorization(Policies.ReadCases);
    }

    /// <summary>Always as a download under its own name: a file that a stranger sent is never shown inside our pages.</summary>
    public static async Task<IResult> DownloadAsync(
        string number, Guid id, PetitionDbContext db, AttachmentStore store, ViewingLog viewings, CurrentViewer current, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var visible = db.Set<Petition>().VisibleTo(viewer).Numbered(number);
        var file = await db.Set<Attachment>().AsNoTracking()
            .SingleOrDefaultAsync(a => a.Id == id && visible.Any(p => p.Id == a.PetitionId), cancellation);
        if (file is null || !store.Has(file.Sha256))
        {
            return Results.NotFound();
        }

        viewings.Note(viewer, file.PetitionId, ViewingKind.File, PersonalFields.Everything);
        return Results.File(store.Open(file.Sha256), file.ContentType, file.FileName);
    }

    private static async Task<IResult> WordAsync(
        string number, Guid id, PetitionDbContext db, ViewingLog viewings, CurrentViewer current, PrintMark mark, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var visible = db.Set<Petition>().VisibleTo(viewer).Numbered(number);
        var paper = await db.Set<CaseDocument>().AsNoTracking().VisibleTo(viewer)
            .SingleOrDefaultAsync(d => d.Id == id && visible.Any(p => p.Id == d.PetitionId), cancellation);
        if (paper is null)
        {
            return Results.NotFound();
        }

        viewings.Note(viewer, paper.PetitionId, ViewingKind.File, PersonalFields.Everything);
        return Results.File(WordPaper.Of(paper, mark.Text()), WordPaper.ContentType, paper.Number + ".docx");
    }
}
