using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Editing;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Documents;

/// <summary>One template: written, looked at, published. An earlier version is put into the editor and published anew.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class TemplateModel(
    PetitionDbContext db, UnitOfWorkRunner runner, TemplatesInForce templates, DocumentTemplates shipped, TemplateRules rules, TemplatePreview preview, CurrentViewer viewer, Texts texts)
    : PageModel
{
    [BindProperty]
    public string? Html { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public int BasedOn { get; set; }

    public DocumentKind Kind { get; private set; } = null!;
    public TemplateInForce InForce { get; private set; } = null!;
    public IReadOnlyList<TemplateVersion> Versions { get; private set; } = [];
    public IReadOnlyList<string> Fields { get; private set; } = [];

    /// <summary>The paper as the text in the editor makes it; null while that has faults.</summary>
    public CaseDocument? Paper { get; private set; }

    /// <param name="kind">The kind's key.</param>
    /// <param name="version">An earlier version to begin with; 0 is the shipped one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IActionResult> OnGetAsync(string kind, int? version, CancellationToken cancellation)
    {
        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        (Html, BasedOn) = (version is { } asked ? VersionOf(asked) ?? InForce.Html : InForce.Html, InForce.Version);
        Paper = preview.Of(Kind, Html);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(string kind, CancellationToken cancellation)
    {
        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        ShowPaper();
        return Page();
    }

    public async Task<IActionResult> OnPostWordAsync(string kind, CancellationToken cancellation)
    {
        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        ShowPaper();
        return Paper is null ? Page() : File(WordPaper.Of(Paper), WordPaper.ContentType, Kind.Key + ".docx");
    }

    public async Task<IActionResult> OnPostPublishAsync(string kind, CancellationToken cancellation)
    {
        var command = new PublishTemplate(kind, BasedOn, Html ?? "", Note, viewer.Require().Act());
        var published = await runner.RunAsync<PublishTemplateHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        if (published.Refusal is null)
        {
            this.Toast(texts["DocumentPages.Done", published.Value]);
            return RedirectToPage(new { kind, version = (int?)null });
        }

        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        ShowPaper();
        Say(published.Refusal.All);
        if (published.Refusal.Code == "template-changed-meanwhile")
        {
            // What was written is kept and may be published over the newer version once that was looked at.
            ModelState.Remove(nameof(BasedOn));
            BasedOn = InForce.Version;
        }

        return Page();
    }

    private void ShowPaper()
    {
        var faults = rules.Check(Kind, PublishTemplateHandler.Normalised(Html ?? ""));
        Say(faults);
        Paper = faults.Count == 0 ? preview.Of(Kind, Html!) : null;
    }

    private void Say(IEnumerable<Refusal> faults)
    {
        var said = ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage).ToHashSet();
        foreach (var text in faults.Select(texts.Of).Where(said.Add))
        {
            ModelState.AddModelError(nameof(Html), text);
        }
    }

    private string? VersionOf(int version) => version == 0 ? shipped.HtmlOf(Kind) : Versions.FirstOrDefault(v => v.Version == version)?.Html;

    private async Task<bool> LoadAsync(string kind, CancellationToken cancellation)
    {
        if (DocumentKinds.Find(kind) is not { } found)
        {
            return false;
        }

        Kind = found;
        InForce = await templates.FindAsync(found, cancellation);
        Versions = await db.Set<TemplateVersion>().AsNoTracking().Where(v => v.Kind == kind).OrderByDescending(v => v.Version).ToListAsync(cancellation);
        Fields = rules.FieldsOf(found);
        return true;
    }
}
