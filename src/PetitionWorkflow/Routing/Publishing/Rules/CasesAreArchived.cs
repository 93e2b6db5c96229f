using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>Every case ends in the archive (C57): there is a way to it from every step that a case can get to. Flows that a case's flow calls need none.</summary>
internal sealed class CasesAreArchived(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow)
    {
        if (flow.Definition.DefinitionId is not (CaseFlows.Petition or CaseFlows.Review) && flow.Steps.All(s => s.Type is not ("Petition.Assign" or "Petition.Archive")))
        {
            return [];
        }

        if (!flow.Reach(flow.Starts).Any(IsArchive))
        {
            return [new PublishFinding(null, texts["Publishing.NoArchive"])];
        }

        return flow.Reach(flow.Starts).Where(step => step.Type != "Elsa.Fault" && !flow.Reach([step]).Any(IsArchive))
            .Select(step => Findings.Error(step, texts["Publishing.NoWayToArchive", step.Label]));
    }

    private static bool IsArchive(FlowStep step) => step.Type == "Petition.Archive";
}
