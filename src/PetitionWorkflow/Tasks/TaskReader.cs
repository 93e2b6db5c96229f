using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>A task with the names that its page shows.</summary>
public sealed record TaskView(WorkTask Task, string Number, string? UnitName, string? HolderName, string? CompletedByName);

/// <summary>One task, or the tasks of one case, as the viewer may see them.</summary>
public sealed class TaskReader(PetitionDbContext db)
{
    public async Task<TaskView?> FindAsync(Guid taskId, Viewer viewer, CancellationToken cancellation) =>
        await Viewed(db.Set<WorkTask>().Where(t => t.Id == taskId), viewer).SingleOrDefaultAsync(cancellation);

    /// <summary>Open ones first, then the latest.</summary>
    public async Task<IReadOnlyList<TaskView>> OfCaseAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var tasks = db.Set<WorkTask>().Where(t => t.PetitionId == petitionId).OrderBy(t => t.State).ThenByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id);
        return await Viewed(tasks, viewer).ToListAsync(cancellation);
    }

    private IQueryable<TaskView> Viewed(IQueryable<WorkTask> tasks, Viewer viewer) =>
        from task in tasks.AsNoTracking().VisibleTo(viewer, db)
        join petition in db.Set<Petition>() on task.PetitionId equals petition.Id
        join unit in db.Set<Unit>() on task.UnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        join holder in db.Set<StaffMember>() on task.AssigneeId equals holder.Id into holders
        from holder in holders.DefaultIfEmpty()
        join finisher in db.Set<StaffMember>() on task.CompletedById equals finisher.Id into finishers
        from finisher in finishers.DefaultIfEmpty()
        select new TaskView(
            task, petition.Number, unit == null ? null : unit.Name, holder == null ? null : holder.DisplayName,
            finisher == null ? null : finisher.DisplayName);
}
