using PetitionWorkflow.Petitions;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>受理: the day on which the legal handling time begins (Art. 34).</summary>
[Activity("Petition", "Accept", DisplayName = "Accept", Description = "Records that the petition is accepted.")]
public sealed class Accept : CaseActivity
{
    protected override ValueTask ActAsync(CaseStep step)
    {
        if (step.Petition.AcceptedAt is null)
        {
            step.Petition.AcceptedAt = step.Work.Time.UtcNow();
            step.Raise(new PetitionAccepted());
        }

        return ValueTask.CompletedTask;
    }
}
