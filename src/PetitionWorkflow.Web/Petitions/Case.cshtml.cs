using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Intake.ReturnVisits;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.UrgentReports;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>One case. What the viewer may not see does not exist here: 404, never 403.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed partial class CaseModel(CasePageReader reader, CaseInstances instances, ViewingLog viewings, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    public CasePageView View { get; private set; } = null!;
    public DateTime Now { get; private set; }

    /// <summary>What moves the case, for those who may open the designer.</summary>
    public IReadOnlyList<CaseInstance> Instances { get; private set; } = [];

    /// <summary>The panel that stays open after a refusal.</summary>
    public string? OpenPanel { get; private set; }

    [BindProperty, Display(Name = "CasePage.ProgressText")]
    public string? Text { get; set; }

    [BindProperty, Display(Name = "CasePage.OfficeOnly")]
    public bool OfficeOnly { get; set; }

    [BindProperty, Display(Name = "CasePage.ContactOn")]
    public DateOnly? ContactOn { get; set; }

    [BindProperty, Display(Name = "CasePage.ContactMethod")]
    public ContactMethod ContactMethod { get; set; } = ContactMethod.Phone;

    [BindProperty, Display(Name = "CasePage.ContactText")]
    public string? ContactText { get; set; }

    [BindProperty, Display(Name = "CasePage.UrgeUnit")]
    public Guid? UnitId { get; set; }

    [BindProperty, Display(Name = "CasePage.UrgeMethod")]
    public UrgeMethod Method { get; set; } = UrgeMethod.Phone;

    [BindProperty, Display(Name = "CasePage.UrgePerson")]
    public string? Person { get; set; }

    [BindProperty, Display(Name = "CasePage.UrgeReply")]
    public string? Reply { get; set; }

    [BindProperty, Display(Name = "CasePage.Criterion")]
    public string? Criterion { get; set; }

    public bool MayWork => CaseActions.MayWork(View.Viewer);

    public bool MayContact => CaseActions.MayContact(View.Viewer, View.Case);

    public bool MayUrge => CaseActions.MayUrge(View.Viewer) && View.Assignments.Any(a => a.Assignment.EndedAt is null);

    public bool MayAskPetitioner => ReturnVisitList.MayRecord(View.Viewer) && View.Case is { Kind: CaseKind.Petition, ClosedAt: not null };

    public bool MayOpenReview => ReReviewFiles.MayRecord(View.Viewer) && View.Case is { Kind: CaseKind.Petition, OpinionDeliveredAt: not null, FinalOn: null };

    public bool MayHandOver => ReReviewFiles.MayRecord(View.Viewer) && View.Case is { Kind: CaseKind.Review, OpinionDeliveredAt: not null };

    public bool MayFlagUrgent => MayWork && View.Case is { IsOpen: true, IsUrgent: false };

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation) =>
        await LoadAsync(number, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostProgressAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        var command = new RecordProgress(View.Case.Id, Text, OfficeOnly, View.Viewer);
        var result = await runner.RunAsync<RecordProgressHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? Refused("progress", no) : Done(texts["CasePage.ProgressRecorded"]);
    }

    public async Task<IActionResult> OnPostContactAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        var command = new RecordContact(View.Case.Id, ContactOn, ContactMethod, ContactText, View.Viewer);
        var result = await runner.RunAsync<RecordContactHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? Refused("contact", no) : Done(texts["CasePage.ContactRecorded"]);
    }

    public async Task<IActionResult> OnPostUrgeAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            OpenPanel = "urge";
            return Page();
        }

        var command = new RecordUrge(View.Case.Id, UnitId ?? Guid.Empty, Method, Person, Reply, View.Viewer);
        var result = await runner.RunAsync<RecordUrgeHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? Refused("urge", no) : Done(texts["CasePage.UrgeRecorded", result.Value]);
    }

    public async Task<IActionResult> OnPostUrgentAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!MayFlagUrgent)
        {
            return Forbid();
        }

        var command = new FlagUrgent(View.Case.Id, Criterion ?? "", View.Viewer);
        var result = await runner.RunAsync<FlagUrgentHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? Refused("urgent", no) : Done(texts["CasePage.UrgentFlagged"]);
    }

    private PageResult Refused(string panel, Refusal refusal)
    {
        OpenPanel = panel;
        ModelState.Say(refusal, texts, field => field is "urgentCriterion" ? nameof(Criterion) : field);
        return Page();
    }

    private LocalRedirectResult Done(string text)
    {
        this.Toast(text);
        return LocalRedirect($"/cases/{View.Case.Number}");
    }

    private async Task<bool> LoadAsync(string number, CancellationToken cancellation)
    {
        Now = time.UtcNow();
        if (await reader.ReadAsync(number, current.Require(), cancellation) is not { } view)
        {
            return false;
        }

        View = view;
        viewings.Note(view.Viewer, view.Case, ViewingKind.Page);
        Decisions.AddRange(Enumerable.Range(Decisions.Count, Math.Max(0, DutyEntry.Count - Decisions.Count)).Select(_ => new DutyEntry()));
        Instances = await instances.OfAsync(view.Case.Id, User, cancellation);
        return true;
    }
}
