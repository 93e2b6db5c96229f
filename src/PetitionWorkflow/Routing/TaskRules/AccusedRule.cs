using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>Art. 30 ¶3: only an accusation accuses somebody.</summary>
internal sealed class AccusedRule : ITaskRule
{
    public string TaskType => "classify";

    public Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        var given = act.Data.Choice<MatterClass>("matterClass") == MatterClass.Accusation ? null
            : new[] { "accusedUnit", "accusedPerson" }.FirstOrDefault(field => act.Data.Text(field) is not null);
        return Task.FromResult<Result>(given is null ? Result.Done : new Refusal("accused-only-in-accusations") { Field = given });
    }
}
