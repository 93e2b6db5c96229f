using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Web.Staff;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Designer;

/// <summary>The viewer of one instance, with the way back to its case.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class InstanceModel(IWorkflowStore store, PetitionDbContext db) : PageModel
{
    public string Id { get; private set; } = "";

    /// <summary>The number of the case that the instance moves.</summary>
    public string? CaseNumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await store.FindInstanceAsync(id, cancellation) is not { } row)
        {
            return NotFound();
        }

        Id = id;
        if (Guid.TryParse(row.CorrelationId, out var petitionId))
        {
            CaseNumber = await db.Set<Petition>().Where(p => p.Id == petitionId).Select(p => p.Number).FirstOrDefaultAsync(cancellation);
        }

        return Page();
    }
}
