using Microsoft.AspNetCore.Mvc;
using PetitionWorkflow.Documents;

namespace PetitionWorkflow.Web.Public;

/// <summary>A notice or an opinion that was written for the petitioner.</summary>
public sealed class PaperModel(OwnCaseReader reader, PublicCookies cookies) : PublicPageModel
{
    public CaseDocument Document { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (cookies.OpenedCase(HttpContext) is not { } mine || await reader.PaperAsync(mine, id, cancellation) is not { } paper)
        {
            return NotFound();
        }

        Document = paper;
        return Page();
    }
}
