using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>
/// Art. 31 (R20): only a claim has one of the six ways; a way other than the suggested one is given with its reason, and a matter that
/// another body's procedure takes is given with the body.
/// </summary>
internal sealed class WayRule(WaySuggestions suggestions) : ITaskRule
{
    public string TaskType => "classify";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        var (matterClass, way) = (act.Data.Choice<MatterClass>("matterClass"), act.Data.Choice<HandlingWay>("way"));
        if (matterClass is MatterClass.Suggestion or MatterClass.Accusation)
        {
            return way is null or HandlingWay.PetitionOpinion ? Result.Done : new Refusal("way-only-for-claims") { Field = "way" };
        }

        var chosen = way ?? HandlingWay.PetitionOpinion;
        if (act.Data.Text("wayReason") is null && chosen != (await suggestions.OfAsync(act.Petition.Id, cancellation)).Way)
        {
            return new Refusal("way-needs-reason") { Field = "wayReason" };
        }

        return new HandlingRoute(matterClass, chosen).GoesElsewhere && act.Data.Text("competentAuthority") is null
            ? new Refusal("way-needs-authority") { Field = "competentAuthority" }
            : Result.Done;
    }
}
