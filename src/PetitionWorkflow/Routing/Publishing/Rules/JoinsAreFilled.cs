using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>
/// A join that wants every branch waits for ever when one of them was not taken; Elsa's token mode says nothing about it. A warning: the
/// author may know that the choice upstream always takes all.
/// </summary>
internal sealed class JoinsAreFilled(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow) =>
        from meeting in flow.Steps
        where WantsAll(meeting)
        let choice = flow.Steps.FirstOrDefault(step => step.Chooses && !ReferenceEquals(step, meeting) && Splits(flow, step, meeting))
        where choice is not null
        select Findings.Warning(meeting, texts["Publishing.JoinMayWait", meeting.Label, choice.Label]);

    private static bool WantsAll(FlowStep step) =>
        step.MergeMode is "Merge" or "Converge" || (step.Type == "Elsa.FlowJoin" && step.Literal("mode") is "WaitAll" or "WaitAllActive");

    /// <summary>By one exit other branches arrive at the join than by another.</summary>
    private static bool Splits(FlowMap flow, FlowStep choice, FlowStep join)
    {
        var arrivals = flow.From(choice).GroupBy(edge => edge.Port).Select(exit => Arriving(flow, exit, join)).ToList();
        return arrivals.Count > 1 && arrivals.Any(a => a.Count > 0) && arrivals.Any(a => !a.SetEquals(arrivals[0]));
    }

    private static HashSet<FlowEdge> Arriving(FlowMap flow, IEnumerable<FlowEdge> exit, FlowStep join)
    {
        var reached = exit.SelectMany(edge => flow.ReachBy(edge, step => ReferenceEquals(step, join))).ToHashSet();
        return [.. flow.Into(join).Where(edge => exit.Contains(edge) || reached.Any(step => step.Id == edge.Source && !ReferenceEquals(step, join)))];
    }
}
