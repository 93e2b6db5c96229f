using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>Art. 23 ¶3: the lead unit objects while its window runs (K04); one that was dismissed in time may be renewed within it.</summary>
internal sealed class ObjectionRule(UnitOfWork work) : ITaskRule
{
    public string TaskType => "sign-for";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        if (act.Outcome != "Object")
        {
            return Result.Done;
        }

        var window = await work.Db.Set<Assignment>().Where(a => a.PetitionId == act.Petition.Id && a.IsLead && a.EndedAt == null)
            .Join(work.Db.Set<CaseClock>().Where(c => c.PetitionId == act.Petition.Id && c.Code == "K04"), a => a.Id, c => c.AssignmentId, (_, clock) => clock)
            .OrderByDescending(c => c.StartedAt).FirstOrDefaultAsync(cancellation);
        return window is null || work.Time.UtcNow() < window.DueAt ? Result.Done : new Refusal("objection-too-late", DocumentIssuer.Day(window.DueDay));
    }
}
