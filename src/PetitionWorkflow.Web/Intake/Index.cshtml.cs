using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Intake;

/// <summary>How did the petition come? The answer opens its form.</summary>
[Authorize(Policy = Policies.RegisterPetitions)]
public sealed class ChooseChannelModel : PageModel;
