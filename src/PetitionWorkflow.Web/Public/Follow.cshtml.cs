using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Public;

/// <summary>Number and code in, the own case out. It never says whether a number exists.</summary>
[EnableRateLimiting(PublicPages.Queries)]
public sealed class FollowModel(FindOwnCase cases, PublicCookies cookies, Texts texts) : PublicPageModel
{
    [BindProperty, Display(Name = "Public.Number")]
    public string? Number { get; set; }

    [BindProperty, Display(Name = "Public.Code")]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var found = await cases.ByCodeAsync(Number, Code, cancellation);
        if (IsTrapped || found is not { } id)
        {
            ModelState.AddModelError("", texts[IsTrapped ? "Public.Trapped" : "Public.NotFound"]);
            return Page();
        }

        cookies.OpenCase(HttpContext, id);
        return RedirectToPage("Case");
    }
}
