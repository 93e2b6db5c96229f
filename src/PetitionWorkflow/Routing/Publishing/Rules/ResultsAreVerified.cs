using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>What a unit was assigned is verified before the case is closed (C44); only a case taken back from the unit goes another way.</summary>
internal sealed class ResultsAreVerified(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow) =>
        from assignment in flow.Steps
        where assignment.Type == "Petition.Assign"
        from archive in flow.Reach([assignment], step => step.Type == "Petition.EndAssignment" || step.Literal("taskType") == "verify")
        where archive.Type == "Petition.Archive"
        select Findings.Error(archive, texts["Publishing.NotVerified", assignment.Label, archive.Label]);
}
