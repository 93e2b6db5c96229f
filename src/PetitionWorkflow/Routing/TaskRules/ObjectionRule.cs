using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Deadlines.Profiles;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>
/// Art. 23 ¶3: a unit objects within 5 working days of receiving the matter (K04). The time is computed and does not run as a clock:
/// not objecting is no breach.
/// </summary>
internal sealed class ObjectionRule(UnitOfWork work, Calendars calendars, ClockCatalogues catalogues, CaseProfiles profiles) : ITaskRule
{
    public string TaskType => "sign-for";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        if (act.Outcome != "Object")
        {
            return Result.Done;
        }

        var assigned = await work.Db.Set<Assignment>()
            .Where(a => a.PetitionId == act.Petition.Id && a.IsLead && a.EndedAt == null).Select(a => (DateTime?)a.AssignedAt).MaxAsync(cancellation);
        if (assigned is not { } since)
        {
            return Result.Done;
        }

        var rule = catalogues.Current.InForce("K04", ChinaTime.DayOf(since));
        if (rule.Refusal is { } notInForce)
        {
            return notInForce;
        }

        var profile = (await profiles.OfCaseAsync(act.Petition.Id, cancellation)).Profile;
        var due = DueDay.Compute(rule.Value.For(profile), since, await calendars.CurrentAsync(cancellation));
        return work.Time.UtcNow() < due.At ? Result.Done : new Refusal("objection-too-late", DocumentIssuer.Day(due.Day));
    }
}
