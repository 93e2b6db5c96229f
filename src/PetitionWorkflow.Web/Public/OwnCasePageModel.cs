using Microsoft.AspNetCore.Mvc;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Public;

/// <summary>A page about the case that this browser has opened with number and code.</summary>
public abstract class OwnCasePageModel(OwnCaseReader reader, PublicCookies cookies, Texts texts) : PublicPageModel
{
    public OwnCase Case { get; private set; } = null!;

    /// <summary>Null once <see cref="Case"/> is there; otherwise the way back to number and code.</summary>
    protected async Task<IActionResult?> OpenAsync(CancellationToken cancellation)
    {
        if (cookies.OpenedCase(HttpContext) is not { } id || await reader.ReadAsync(id, cancellation) is not { } found)
        {
            return RedirectToPage("Follow");
        }

        // Whoever reads and writes is not gone: the time begins anew with every page.
        cookies.OpenCase(HttpContext, id);
        Case = found;
        return null;
    }

    /// <summary>The page again with what was refused, or anew with what was done.</summary>
    protected IActionResult Answer(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            TempData["public-done"] = done;
            return RedirectToPage("Case");
        }

        ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
        return Page();
    }
}
