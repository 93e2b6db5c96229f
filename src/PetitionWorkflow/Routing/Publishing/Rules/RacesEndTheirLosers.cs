using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>A race goes on with its first arrival. A branch that waits and arrives later leaves the instance open for ever in Elsa's token mode. A warning.</summary>
internal sealed class RacesEndTheirLosers(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow) =>
        from race in flow.Steps
        where race.MergeMode is "Race" or "Cascade" || (race.Type == "Elsa.FlowJoin" && race.Literal("mode") is null or "WaitAny")
        let loser = flow.Steps.SelectMany(fork => BranchesMeetOnce.Branches(flow, fork)).Where(branches => branches.Count > 1)
            .SelectMany(branches => branches).SelectMany(branch => flow.ReachBy(branch, step => ReferenceEquals(step, race)))
            .FirstOrDefault(step => step.Waits && flow.Reach([step]).Contains(race))
        where loser is not null
        select Findings.Warning(race, texts["Publishing.LoserStaysOpen", race.Label, loser.Label]);
}
