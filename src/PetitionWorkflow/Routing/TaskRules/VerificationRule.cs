using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>C50: a result that is unlawful or solves nothing can only be returned or coordinated. C48: nothing passes while a unit owes a duty.</summary>
internal sealed class VerificationRule(PetitionDbContext db) : ITaskRule
{
    public string TaskType => "verify";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        if (act.Outcome != "Pass")
        {
            return Result.Done;
        }

        var failing = act.Data.Text("lawful") == "no" ? "lawful" : act.Data.Text("solved") == "no" ? "solved" : null;
        if (failing is not null)
        {
            return new Refusal("verification-cannot-pass") { Field = failing };
        }

        var owed = await (
            from duty in db.Set<Duty>()
            where duty.PetitionId == act.Petition.Id && duty.State == DutyState.Open
            join unit in db.Set<Unit>() on duty.UnitId equals unit.Id
            orderby duty.DueDay, duty.Id
            select new { unit.Name, duty.What }).FirstOrDefaultAsync(cancellation);
        return owed is null ? Result.Done : new Refusal("duty-still-open", owed.Name, owed.What);
    }
}
