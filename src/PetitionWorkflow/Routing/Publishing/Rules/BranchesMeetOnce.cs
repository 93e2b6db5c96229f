using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>
/// Parallel branches that meet in an ordinary step run what follows once for each when they are not equally long: double tasks, double
/// mails. A warning that names a join as the remedy.
/// </summary>
internal sealed class BranchesMeetOnce(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow)
    {
        foreach (var step in flow.Steps.Where(s => s.Type != "Elsa.FlowJoin" && s.MergeMode is null or "None" or "Stream" && flow.Into(s).Count() > 1))
        {
            if (flow.Steps.FirstOrDefault(fork => Branches(flow, fork).Any(group => MeetAt(flow, group, step))) is { } fork)
            {
                yield return Findings.Warning(step, texts["Publishing.RunsTwice", step.Label, fork.Label]);
            }
        }
    }

    /// <summary>The connections that are taken together: those of one exit, or all of a fork's.</summary>
    public static IEnumerable<IReadOnlyList<FlowEdge>> Branches(FlowMap flow, FlowStep step) =>
        step.Type == "Elsa.FlowFork" ? [[.. flow.From(step)]] : flow.From(step).GroupBy(e => e.Port).Select(g => (IReadOnlyList<FlowEdge>)[.. g]);

    /// <summary>Two branches come to the step by different connections.</summary>
    private static bool MeetAt(FlowMap flow, IReadOnlyList<FlowEdge> branches, FlowStep step) =>
        branches.Count > 1 && branches.SelectMany(branch => ArrivalsOf(flow, branch, step).Select(arrival => (branch, arrival)))
            .DistinctBy(x => x.branch.Target).Select(x => x.arrival).Distinct().Count() > 1;

    private static IEnumerable<FlowEdge> ArrivalsOf(FlowMap flow, FlowEdge branch, FlowStep step)
    {
        if (branch.Target == step.Id)
        {
            return [branch];
        }

        // Beyond a join or another meeting point the branches are one again.
        var reached = flow.ReachBy(branch, s => ReferenceEquals(s, step) || s.Type == "Elsa.FlowJoin").Where(s => s.Type != "Elsa.FlowJoin" && !ReferenceEquals(s, step)).Select(s => s.Id).ToHashSet();
        return flow.Into(step).Where(edge => reached.Contains(edge.Source)).Take(1);
    }
}
