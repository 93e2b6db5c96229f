using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.UrgentReports;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>One paper as issued, ready to print; an urgent report is corrected here, and its earlier wordings read.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed class DocumentModel(PetitionDbContext db, ViewingLog viewings, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    public string CaseNumber { get; private set; } = "";
    public CaseDocument Document { get; private set; } = null!;

    /// <summary>Every wording of a corrected paper, the latest first.</summary>
    public IReadOnlyList<DocumentVersion> Versions { get; private set; } = [];

    /// <summary>The earlier wording that is read; null for the latest.</summary>
    public DocumentVersion? Earlier { get; private set; }

    public bool MayCorrect { get; private set; }

    [BindProperty, Display(Name = "Document.label.basicFacts")]
    public string? Facts { get; set; }

    [BindProperty, Display(Name = "Document.label.development")]
    public string? Development { get; set; }

    [BindProperty, Display(Name = "Document.label.measures")]
    public string? Measures { get; set; }

    [BindProperty, Display(Name = "CasePage.CorrectionReason")]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(string number, Guid id, int? version, CancellationToken cancellation)
    {
        if (await LoadAsync(number, id, cancellation) is not { } report)
        {
            return NotFound();
        }

        (Facts, Development, Measures) = (report.Facts, report.Development, report.Measures);
        Earlier = Versions.FirstOrDefault(v => v.Version == version && v.Version < Document.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostCorrectAsync(string number, Guid id, CancellationToken cancellation)
    {
        if (await LoadAsync(number, id, cancellation) is null || !MayCorrect)
        {
            return NotFound();
        }

        var command = new CorrectUrgentReport(id, new UrgentSections(Facts ?? "", Development ?? "", Measures ?? ""), Reason, current.Require());
        var corrected = await runner.RunAsync<CorrectUrgentReportHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        if (corrected.Refusal is not { } refusal)
        {
            this.Toast(texts["CasePage.Corrected", corrected.Value]);
            return LocalRedirect($"/cases/{CaseNumber}/documents/{id}");
        }

        foreach (var no in refusal.Others.Prepend(refusal))
        {
            ModelState.AddModelError(no.Field ?? "", texts.Of(no));
        }

        return Page();
    }

    /// <returns>What an urgent report says now, empty for any other paper; null when there is no such paper for this person.</returns>
    private async Task<UrgentSections?> LoadAsync(string number, Guid id, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var visible = db.Set<Petition>().VisibleTo(viewer).Numbered(number);
        var document = await db.Set<CaseDocument>().AsNoTracking().VisibleTo(viewer)
            .SingleOrDefaultAsync(d => d.Id == id && visible.Any(p => p.Id == d.PetitionId), cancellation);
        if (document is null)
        {
            return null;
        }

        viewings.Note(viewer, document.PetitionId, ViewingKind.File, PersonalFields.Everything);
        (CaseNumber, Document) = (number.ToUpperInvariant(), document);
        Versions = document.Version == 1 ? [] : await db.Set<DocumentVersion>().AsNoTracking().Where(v => v.DocumentId == id).OrderByDescending(v => v.Version).ToListAsync(cancellation);
        var report = document.Kind == DocumentKinds.UrgentReport ? await db.Set<UrgentReport>().AsNoTracking().SingleOrDefaultAsync(r => r.DocumentId == id, cancellation) : null;
        MayCorrect = report is not null && CorrectUrgentReport.IsFor(viewer) && (await visible.SingleAsync(cancellation)).IsOpen;
        return report is null ? new UrgentSections("", "", "") : new UrgentSections(report.Facts, report.Development, report.Measures);
    }
}
