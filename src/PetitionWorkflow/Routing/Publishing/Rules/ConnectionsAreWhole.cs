using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>A connection begins at an exit that its step has and ends at a step that exists.</summary>
internal sealed class ConnectionsAreWhole(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow)
    {
        foreach (var edge in flow.Edges)
        {
            var source = flow.Find(edge.Source);
            var target = flow.Find(edge.Target);
            if (source is null || target is null)
            {
                yield return new PublishFinding(source?.Id ?? target?.Id, texts["Publishing.DanglingConnection", source?.Label ?? edge.Source, target?.Label ?? edge.Target]);
            }
            else if (source is { IsKnown: true, Exits: { } exits } && !exits.Contains(edge.Port))
            {
                yield return Findings.Error(source, texts["Publishing.NoSuchExit", source.Label, edge.Port, target.Label]);
            }
        }
    }
}
