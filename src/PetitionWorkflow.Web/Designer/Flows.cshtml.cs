using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Designer;

[Authorize(Policy = Policies.Administer)]
public sealed class FlowsModel : PageModel;
