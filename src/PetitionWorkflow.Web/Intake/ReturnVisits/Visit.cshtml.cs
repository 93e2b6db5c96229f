using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.ReturnVisits;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake.ReturnVisits;

/// <summary>回訪記錄 of one closed case: whom to call, and what was said.</summary>
[Authorize(Policy = Policies.ReturnVisits)]
public sealed class VisitModel(PetitionDbContext db, ViewingLog viewings, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    [BindProperty]
    public ReturnVisitInput Input { get; set; } = new();

    public Petition Case { get; private set; } = null!;
    public string? UnitName { get; private set; }

    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancellation)
    {
        Input.On ??= time.Today();
        return await LoadAsync(number, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (ModelState.IsValid)
        {
            var command = new RecordReturnVisit(Case.Id, Input.On, Input.Method, Input.Answer, Input.Satisfaction, Input.Words, current.Require());
            var done = await runner.RunAsync<RecordReturnVisitHandler>(h => h.HandleAsync(command, cancellation), cancellation);
            if (done.Refusal is not { } refusal)
            {
                this.Toast(texts["ReturnVisitPages.Recorded"]);
                return LocalRedirect("/return-visits");
            }

            ModelState.Say(refusal, texts, field => "Input." + field);
        }

        return Page();
    }

    /// <summary>Only a closed case, and only by those who may ask.</summary>
    private async Task<bool> LoadAsync(string number, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var found = ReturnVisitList.MayRecord(viewer)
            ? await db.Set<Petition>().AsNoTracking().VisibleTo(viewer).Numbered(number).SingleOrDefaultAsync(p => p.Kind == CaseKind.Petition && p.ClosedAt != null, cancellation)
            : null;
        if (found is null || await db.IsBarredAsync(found.Id, viewer, cancellation))
        {
            return false;
        }

        Case = found;
        UnitName = await db.Set<Unit>().Where(u => u.Id == found.LeadUnitId).Select(u => u.Name).SingleOrDefaultAsync(cancellation);
        viewings.Note(viewer, found.Id, ViewingKind.ReturnVisit, found.Petitioner.Given(PersonalFields.Name | PersonalFields.Phone | PersonalFields.Address));
        return true;
    }
}

public sealed class ReturnVisitInput
{
    [Display(Name = "ReturnVisitPages.On")]
    public DateOnly? On { get; set; }

    [Display(Name = "ReturnVisitPages.Method")]
    public ContactMethod? Method { get; set; }

    [Display(Name = "ReturnVisitPages.Answer")]
    public ReturnVisitAnswer? Answer { get; set; }

    [Display(Name = "ReturnVisitPages.Satisfaction")]
    public Satisfaction? Satisfaction { get; set; }

    [Display(Name = "ReturnVisitPages.Words")]
    public string? Words { get; set; }
}
