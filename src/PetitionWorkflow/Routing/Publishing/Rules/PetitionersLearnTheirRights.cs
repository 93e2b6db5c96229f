using PetitionWorkflow.Documents;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>
/// A delivered opinion tells the petitioner of the right to review or re-review (C52, C56): the issued paper says so, and the window
/// (K08, K10) is counted from the delivery before the case is closed.
/// </summary>
internal sealed class PetitionersLearnTheirRights(Texts texts) : IFlowRule
{
    private static readonly IReadOnlyDictionary<string, string> Windows = new Dictionary<string, string> { [DocumentKinds.Opinion] = "K08", [DocumentKinds.ReviewOpinion] = "K10" };

    public IEnumerable<PublishFinding> Check(FlowMap flow)
    {
        foreach (var delivery in flow.Steps.Where(s => s.Type == "Petition.RecordDelivery" && Windows.ContainsKey(s.Literal("document") ?? "")))
        {
            var kind = delivery.Literal("document")!;
            if (flow.Reach(flow.Starts, step => step.Type == "Petition.IssueDocument" && step.Literal("kind") == kind).Contains(delivery))
            {
                yield return Findings.Error(delivery, texts["Publishing.OpinionNotIssued", delivery.Label]);
            }

            if (flow.Reach([delivery], step => step.Type == "Petition.StartClock" && step.Literal("clock") == Windows[kind]).Any(step => step.Type == "Petition.Archive"))
            {
                yield return Findings.Error(delivery, texts["Publishing.RightsNotCounted", delivery.Label, Windows[kind]]);
            }
        }
    }
}
