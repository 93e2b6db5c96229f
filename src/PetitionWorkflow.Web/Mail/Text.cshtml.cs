using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Mail;

/// <summary>The words of one notice in one language: written, looked at, sent as a test, published. An earlier version is put into the editor.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class TextModel(PetitionDbContext db, UnitOfWorkRunner runner, NoticesInForce notices, NoticePreview preview, CurrentViewer viewer, Texts texts) : PageModel
{
    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public int BasedOn { get; set; }

    /// <summary>Where a test goes; empty is whoever asks.</summary>
    [BindProperty]
    public Guid? Unit { get; set; }

    [BindProperty(SupportsGet = true, Name = "language")]
    public string? AskedLanguage { get; set; }

    /// <summary>The office's own when the address names none.</summary>
    public string Language => AskedLanguage ?? Texts.Languages[0];

    public NoticeKind Kind { get; private set; } = null!;
    public NoticeInForce InForce { get; private set; } = null!;
    public IReadOnlyList<NoticeVersion> Versions { get; private set; } = [];
    public IReadOnlyList<Unit> Units { get; private set; } = [];

    /// <summary>The mail as the words in the editor make it; null while they have faults.</summary>
    public PreviewedMail? Mail { get; private set; }

    /// <param name="kind">The kind's key.</param>
    /// <param name="version">An earlier version to begin with; 0 is the shipped one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IActionResult> OnGetAsync(string kind, int? version, CancellationToken cancellation)
    {
        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        var text = version is { } asked ? VersionOf(asked) ?? InForce.Text : InForce.Text;
        (Subject, Text, BasedOn) = (text.Subject, text.Text, InForce.Version);
        Mail = preview.Show(Kind, text, Language);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(string kind, CancellationToken cancellation)
    {
        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        ShowMail();
        return Page();
    }

    public async Task<IActionResult> OnPostTestAsync(string kind, CancellationToken cancellation)
    {
        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        ShowMail();
        var command = new SendTestNotice(kind, Language, Written, Unit, viewer.Require().Act());
        var sent = await runner.RunAsync<SendTestNoticeHandler, string>(h => h.HandleAsync(command, cancellation), cancellation);
        if (sent.Refusal is { } refusal)
        {
            Say(refusal.All);
        }
        else
        {
            this.Toast(texts["NoticePages.TestSent", sent.Value]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(string kind, CancellationToken cancellation)
    {
        var command = new PublishNotice(kind, Language, BasedOn, Written, Note, viewer.Require().Act());
        var published = await runner.RunAsync<PublishNoticeHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        if (published.Refusal is null)
        {
            this.Toast(texts["NoticePages.Done", published.Value]);
            return RedirectToPage(new { kind, language = Language });
        }

        if (!await LoadAsync(kind, cancellation))
        {
            return NotFound();
        }

        ShowMail();
        Say(published.Refusal.All);
        if (published.Refusal.Code == "notice-changed-meanwhile")
        {
            // What was written is kept and may be published over the newer version once that was looked at.
            ModelState.Remove(nameof(BasedOn));
            BasedOn = InForce.Version;
        }

        return Page();
    }

    private NoticeText Written => new(Subject ?? "", Text ?? "");

    private void ShowMail()
    {
        var faults = Written.Normalised().Faults(Kind);
        Say(faults);
        Mail = faults.Count == 0 ? preview.Show(Kind, Written, Language) : null;
    }

    private void Say(IEnumerable<Refusal> faults)
    {
        var said = ModelState.Values.SelectMany(v => v.Errors).Select(e => e.ErrorMessage).ToHashSet();
        foreach (var fault in faults.Where(f => said.Add(texts.Of(f))))
        {
            ModelState.AddModelError(fault.Field ?? "", texts.Of(fault));
        }
    }

    private NoticeText? VersionOf(int version) => version == 0
        ? NoticeText.Shipped(Kind, texts.In(Language))
        : Versions.Where(v => v.Version == version).Select(v => new NoticeText(v.Subject, v.Text)).FirstOrDefault();

    private async Task<bool> LoadAsync(string kind, CancellationToken cancellation)
    {
        if (NoticeKinds.Find(kind) is not { } found || !Texts.Languages.Contains(Language))
        {
            return false;
        }

        Kind = found;
        InForce = await notices.FindAsync(found, Language, cancellation);
        Versions = await db.Set<NoticeVersion>().AsNoTracking().Where(v => v.Kind == kind && v.Language == Language).OrderByDescending(v => v.Version).ToListAsync(cancellation);
        Units = await db.Set<Unit>().AsNoTracking().Where(u => u.IsActive && u.Email != null).OrderBy(u => u.Name).ToListAsync(cancellation);
        return true;
    }
}
