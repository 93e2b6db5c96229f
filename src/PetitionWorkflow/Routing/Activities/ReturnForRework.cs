using System.Globalization;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Routing.Assigning;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// 退回重新辦理 (C31): counts the round, sets a new internal limit (K17) that never outlives the legal one, tells the unit why. The
/// legal clock runs on.
/// </summary>
[Activity("Petition", "ReturnForRework", DisplayName = "Return for rework", Description = "Returns the result to the lead unit, with a reason.")]
public sealed class ReturnForRework : CaseActivity
{
    [Input(DisplayName = "Reason", UIHint = InputHints.MultiLine)]
    public Input<string> Reason { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var reason = step.Get(Reason) ?? step.Act.Reason;
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RefusedException(new Refusal("reason-required") { Field = "reason" });
        }

        var assignment = await step.LeadAssignmentAsync();
        var legal = await step.Service<OpenClocks>().FindAsync(step.Petition.Id, "K05", null, step.Cancellation);
        step.Petition.ReworkRounds++;
        assignment.FeedbackAt = null;
        var clocks = step.Service<AssignmentClocks>();
        var clock = await clocks.StartAsync(step, assignment, "K17", legal?.DueDay);
        await clocks.CountSilenceAsync(step, assignment);
        await TellAsync(step, assignment.UnitId, clock.DueDay, reason);
        step.Raise(new ReturnedForRework(step.Petition.ReworkRounds, clock.DueDay));
    }

    private static async Task TellAsync(CaseStep step, Guid unitId, DateOnly dueDay, string reason)
    {
        var day = DocumentIssuer.Day(dueDay);
        var round = step.Petition.ReworkRounds;
        var values = new Dictionary<string, string?> { ["reason"] = reason, ["dueOn"] = day, ["round"] = round.ToString(CultureInfo.InvariantCulture) };
        var draft = new DocumentDraft(DocumentKinds.ReturnNote, values) { UnitId = unitId };
        (await step.Service<DocumentIssuer>().IssueAsync(step.Petition, draft, step.Act, step.Cancellation)).Require();
        if ((await step.UnitAsync(unitId.ToString())).Email is { Length: > 0 } address)
        {
            var notice = new CaseNotice("rework", step.Petition.Id, step.Petition.Number, $"rework:{round}", round, day);
            await step.Service<CaseNotices>().QueueAsync(notice, new Recipient(address, Texts.Languages[0], unitId), step.Cancellation);
        }
    }
}
