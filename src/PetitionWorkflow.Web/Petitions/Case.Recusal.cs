using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>回避 (Art. 28 ¶3): asked for on the case page, by whoever works on the case, of themselves or of somebody else.</summary>
public sealed partial class CaseModel
{
    [BindProperty, Display(Name = "CasePage.RecusalPerson")]
    public Guid? RecusalPerson { get; set; }

    [BindProperty, Display(Name = "CasePage.RecusalReason")]
    public string? RecusalReason { get; set; }

    public bool MayAskForRecusal => MayContact && View.Recusals.People.Count > 0;

    public async Task<IActionResult> OnPostRecusalAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            OpenPanel = "recusal";
            return Page();
        }

        var command = new AskForRecusal(View.Case.Id, RecusalPerson ?? Guid.Empty, null, RecusalReason, View.Viewer);
        var result = await runner.RunAsync<AskForRecusalHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        if (result.Refusal is { } no)
        {
            return Refused("recusal", no);
        }

        // Whoever recused themselves may see the case no more.
        this.Toast(texts[RecusalPerson == View.Viewer.UserId ? "CasePage.RecusedSelf" : "CasePage.RecusalAsked"]);
        return LocalRedirect(RecusalPerson == View.Viewer.UserId && !View.Viewer.SeesEveryCase ? "/tasks" : $"/cases/{View.Case.Number}");
    }
}

/// <summary>Who is recused from a case, what is asked for, and whom the viewer may name.</summary>
public sealed record CaseRecusals(IReadOnlyList<(string Name, BarGround Ground)> Barred, IReadOnlyList<RecusalRequest> Requests, IReadOnlyList<NamedPerson> People)
{
    public bool IsEmpty => Barred.Count == 0 && Requests.Count == 0;
}
