using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Web.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Designer;

/// <summary>The editor of one flow. An unknown flow is a page that was not found: the element would stop with an error.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class FlowModel(IWorkflowStore store) : PageModel
{
    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await store.FindVersionAsync(id, VersionOptions.Latest, cancellation) is not { } latest)
        {
            return NotFound();
        }

        (Id, Name) = (id, latest.Name ?? id);
        return Page();
    }
}
