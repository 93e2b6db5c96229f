using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Designer;

/// <summary>The way in from the side bar: the list of flows, under an address that lies within the elements' base address.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class DesignerModel : PageModel
{
    public IActionResult OnGet() => Redirect(StudioView.FlowsPath);
}
