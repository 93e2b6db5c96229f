using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>One paper as issued, ready to print.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed class DocumentModel(PetitionDbContext db, CurrentViewer current) : PageModel
{
    public string CaseNumber { get; private set; } = "";
    public CaseDocument Document { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string number, Guid id, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var visible = db.Set<Petition>().VisibleTo(viewer).Numbered(number);
        var document = await db.Set<CaseDocument>().AsNoTracking().VisibleTo(viewer)
            .SingleOrDefaultAsync(d => d.Id == id && visible.Any(p => p.Id == d.PetitionId), cancellation);
        if (document is null)
        {
            return NotFound();
        }

        (CaseNumber, Document) = (number.ToUpperInvariant(), document);
        return Page();
    }
}
