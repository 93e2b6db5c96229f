using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>
/// Art. 30 ¶3: only an accusation accuses somebody; and whoever administers the system reads every running case in the designer, so that
/// nothing could be kept from such a person.
/// </summary>
internal sealed class AccusedRule(PetitionDbContext db) : ITaskRule
{
    public string TaskType => "classify";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        if (act.Data.Choice<MatterClass>("matterClass") != MatterClass.Accusation)
        {
            var given = new[] { "accusedUnit", "accusedPerson" }.FirstOrDefault(field => act.Data.Text(field) is not null);
            return given is null ? Result.Done : new Refusal("accused-only-in-accusations") { Field = given };
        }

        return act.Data.Id("accusedPerson") is { } person && (await db.StaffInRoleAsync(Roles.Administrator, cancellation)).Any(admin => admin.Id == person)
            ? new Refusal("accused-administers") { Field = "accusedPerson" }
            : Result.Done;
    }
}
