using PetitionWorkflow.UrgentReports;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>妥善解決: a leader ends the follow-ups (C73).</summary>
[Activity("Petition", "SettleUrgent", DisplayName = "Settle urgent matter", Description = "Marks the urgent matter as settled.")]
public sealed class SettleUrgent : CaseActivity
{
    protected override async ValueTask ActAsync(CaseStep step) =>
        await step.Service<UrgentReporter>().SettleAsync(step.Petition, step.Act, step.Cancellation);
}
