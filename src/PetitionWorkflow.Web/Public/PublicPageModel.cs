using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PetitionWorkflow.Web.Public;

/// <summary>A page for everybody. What it shows belongs to one person, so no browser and no proxy keeps it.</summary>
[AllowAnonymous]
public abstract class PublicPageModel : PageModel
{
    /// <summary>The trap for programs: people neither see nor reach it. One that fills it in is told so, and nothing is lost.</summary>
    [BindProperty]
    public string? Website { get; set; }

    protected bool IsTrapped => !string.IsNullOrEmpty(Website);

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Response.Headers.CacheControl = "no-cache, no-store";
}
