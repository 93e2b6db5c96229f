using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>催辦 by letter (C46): numbered per case, to the lead unit.</summary>
[Activity("Petition", "Urge", DisplayName = "Urge", Description = "Sends the lead unit a numbered reminder letter.")]
public sealed class Urge : CaseActivity
{
    protected override async ValueTask ActAsync(CaseStep step)
    {
        var assignment = await step.LeadAssignmentAsync();
        var unit = await step.UnitAsync(assignment.UnitId.ToString());
        var number = 1 + await step.Work.Db.Set<CaseDocument>().CountAsync(d => d.PetitionId == step.Petition.Id && d.Kind == "urge-letter", step.Cancellation);
        var day = DocumentIssuer.Day(assignment.DueDay);
        var values = new Dictionary<string, string?> { ["dueOn"] = day, ["urgeNumber"] = number.ToString(CultureInfo.InvariantCulture) };
        (await step.Service<DocumentIssuer>().IssueAsync(
            step.Petition, new DocumentDraft("urge-letter", values) { UnitId = unit.Id }, step.Act, step.Cancellation)).Require();
        if (unit.Email is { Length: > 0 } address)
        {
            var notice = new CaseNotice("urge", step.Petition.Id, step.Petition.Number, $"urge:{step.Context.Id}", step.Service<Texts>().ClockName("K07"), day, number);
            await step.Service<CaseNotices>().QueueAsync(notice, new Recipient(address, Texts.Languages[0], unit.Id), step.Cancellation);
        }
    }
}
