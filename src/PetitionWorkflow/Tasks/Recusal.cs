using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>
/// 回避 of reviewers (C54, Art. 28 ¶3): whoever had a hand in the opinion under review does not review it, no unit reviews itself, and
/// nobody who is barred from the case or its review does.
/// </summary>
public sealed class Recusal(PetitionDbContext db)
{
    /// <summary>The one kind of task that these people must not get.</summary>
    public const string ReviewTask = "review";

    public async Task<bool> MustRecuseAsync(Guid reviewCaseId, Guid staffId, CancellationToken cancellation) =>
        !await FitToReview(db.Set<StaffMember>().Where(s => s.Id == staffId), reviewCaseId).AnyAsync(cancellation);

    public IQueryable<StaffMember> FitToReview(IQueryable<StaffMember> people, Guid reviewCaseId)
    {
        var parents = db.Set<Petition>().Where(p => p.Id == reviewCaseId && p.ParentId != null).Select(p => p.ParentId!.Value);
        return people.NotBarredFrom(reviewCaseId, db).Where(s =>
            !db.Set<BarredPerson>().Any(b => parents.Contains(b.PetitionId) && b.PersonId == s.Id)
            && !db.Set<WorkTask>().Any(t => parents.Contains(t.PetitionId) && t.CompletedById == s.Id)
            && !db.Set<Assignment>().Any(a => parents.Contains(a.PetitionId) && (a.ResponsibleHandlerId == s.Id || (s.UnitId != null && a.UnitId == s.UnitId))));
    }
}

public static class RecusalQueries
{
    /// <summary>Open tasks of a case and its reviews that are meant for this person alone: somebody must say who does them instead.</summary>
    public static IQueryable<WorkTask> TasksOfNobodyElse(this PetitionDbContext db, Guid petitionId, Guid person) => db.Set<WorkTask>().Where(
        t => t.AssigneeId == person && t.State == TaskState.Open && t.Role == null && t.UnitId == null
            && db.Set<Petition>().Any(p => p.Id == t.PetitionId && (p.Id == petitionId || p.ParentId == petitionId)));
}
