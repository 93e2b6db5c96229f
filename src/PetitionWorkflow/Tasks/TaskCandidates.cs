using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>A person to whom a task can be given.</summary>
public sealed record TaskCandidate(Guid Id, string Name);

/// <summary>The people who may do a task: active, of its unit and role, not of the unit that the case accuses, and not barred from the case.</summary>
public sealed class TaskCandidates(PetitionDbContext db, Recusal recusal)
{
    public async Task<IReadOnlyList<TaskCandidate>> ForAsync(WorkTask task, CancellationToken cancellation)
    {
        var (unit, role) = (task.UnitId, task.Role);
        var accused = await db.Set<Petition>().Where(p => p.Id == task.PetitionId).Select(p => p.AccusedUnitId).SingleAsync(cancellation);
        var people = db.Set<StaffMember>().Where(s => s.IsActive && s.UnitId == unit);
        if (accused is not null)
        {
            people = people.Where(s => s.UnitId != accused);
        }

        people = task.TaskType == Recusal.ReviewTask ? recusal.FitToReview(people, task.PetitionId) : people.NotBarredFrom(task.PetitionId, db);
        if (role is not null)
        {
            var named = from link in db.Set<IdentityUserRole<Guid>>()
                        join known in db.Set<IdentityRole<Guid>>() on link.RoleId equals known.Id
                        where known.Name == role
                        select link.UserId;
            people = people.Where(s => named.Contains(s.Id));
        }

        return await people.OrderBy(s => s.DisplayName).ThenBy(s => s.Id)
            .Select(s => new TaskCandidate(s.Id, s.DisplayName))
            .ToListAsync(cancellation);
    }
}
