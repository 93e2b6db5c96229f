using Microsoft.AspNetCore.Mvc;

namespace PetitionWorkflow.Web.Public;

/// <summary>登記回執: number and query code, for a quarter of an hour in the browser that sent the petition.</summary>
public sealed class ReceiptModel(PublicCookies cookies) : PublicPageModel
{
    public (string Number, string Code)? Receipt { get; private set; }

    public IActionResult OnGet()
    {
        Receipt = cookies.Receipt(HttpContext);
        return Receipt is null ? RedirectToPage("Follow") : Page();
    }
}
