using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Intake.ReturnVisits;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake.ReturnVisits;

/// <summary>回訪: whom the office still has to ask (C81).</summary>
[Authorize(Policy = Policies.ReturnVisits)]
public sealed class IndexModel(ReturnVisitList visits, ReturnVisitShare share, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    private const int PageSize = 25;

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty, Display(Name = "ReturnVisitPages.Percent")]
    public int? Percent { get; set; }

    public int Share { get; private set; }
    public IReadOnlyList<DueReturnVisit> Shown { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);
    public bool MayRecord => ReturnVisitList.MayRecord(current.Require());
    public bool MaySet => ReturnVisitShare.MaySet(current.Require());

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Share = await share.ReadAsync(cancellation);
        Percent ??= Share;
        var due = await visits.DueAsync(current.Require(), cancellation);
        Paging = new Paging(Math.Max(1, PageNumber), PageSize, due.Count);
        Shown = [.. due.Skip((Paging.Page - 1) * PageSize).Take(PageSize)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var command = new SetReturnVisitShare(Percent, current.Require());
            var done = await runner.RunAsync<ReturnVisitShare>(h => h.HandleAsync(command, cancellation), cancellation);
            if (done.Refusal is not { } refusal)
            {
                this.Toast(texts["ReturnVisitPages.ShareSaved"]);
                return RedirectToPage();
            }

            ModelState.Say(refusal, texts);
        }

        await OnGetAsync(cancellation);
        return Page();
    }
}
