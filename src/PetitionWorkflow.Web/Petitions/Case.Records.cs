using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>Supervision of a unit (Art. 40) and mediation between the parties (Art. 33), recorded on the case page.</summary>
public sealed partial class CaseModel
{
    [BindProperty, Display(Name = "CasePage.UrgeUnit")]
    public Guid? SupervisedUnit { get; set; }

    [BindProperty, Display(Name = "CasePage.SupervisionText")]
    public string? SupervisionText { get; set; }

    [BindProperty, Display(Name = "CasePage.SupervisionSuggestion")]
    public ImprovementKind? Suggestion { get; set; }

    [BindProperty, Display(Name = "CasePage.SupervisionDue")]
    public DateOnly? SupervisionDue { get; set; }

    [BindProperty, Display(Name = "CasePage.MediatedOn")]
    public DateOnly? MediatedOn { get; set; }

    [BindProperty, Display(Name = "CasePage.Mediation")]
    public MediationKind Mediation { get; set; } = MediationKind.Mediation;

    [BindProperty, Display(Name = "CasePage.Parties")]
    public string? Parties { get; set; }

    [BindProperty, Display(Name = "CasePage.BothConsent")]
    public bool BothConsent { get; set; }

    [BindProperty, Display(Name = "CasePage.Agreement")]
    public string? Agreement { get; set; }

    public bool MaySupervise => MayUrge && View.Case.IsOpen;

    public async Task<IActionResult> OnPostSuperviseAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            OpenPanel = "supervise";
            return Page();
        }

        var command = new SuperviseUnit(View.Case.Id, SupervisedUnit, SupervisionText, Suggestion, SupervisionDue, View.Viewer);
        var result = await runner.RunAsync<SuperviseUnitHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? Refused("supervise", no) : Done(texts["CasePage.Supervised"]);
    }

    public async Task<IActionResult> OnPostMediationAsync(string number, CancellationToken cancellation)
    {
        if (!await LoadAsync(number, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            OpenPanel = "mediation";
            return Page();
        }

        var command = new RecordMediation(View.Case.Id, MediatedOn, Mediation, Parties, BothConsent, Agreement, View.Viewer);
        var result = await runner.RunAsync<RecordMediationHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return result.Refusal is { } no ? Refused("mediation", no) : Done(texts["CasePage.MediationRecorded"]);
    }
}
