using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>Who sees a task and who may take it. Every list and every use case of tasks goes through here.</summary>
public static class WorkTaskVisibility
{
    /// <summary>
    /// The office sees every task; a unit's people see their unit's and their own. A task of a case that the viewer may not see
    /// (Art. 30 ¶3) does not exist for them, even when it was delegated to them; nor does one of a case that they are recused from (Art. 28 ¶3).
    /// </summary>
    public static IQueryable<WorkTask> VisibleTo(this IQueryable<WorkTask> tasks, Viewer viewer, PetitionDbContext db)
    {
        var (me, unit) = (viewer.UserId, viewer.UnitId);

        // The few cases that one is barred from are looked up once, not once for each of ten thousand tasks.
        var barred = db.Set<BarredPerson>().Where(b => b.PersonId == me).Select(b => b.PetitionId);
        tasks = tasks.Where(t => !barred.Contains(t.PetitionId));
        if (viewer.SeesEveryCase && unit is null)
        {
            return tasks;
        }

        if (!viewer.SeesEveryCase)
        {
            tasks = tasks.Where(t => t.AssigneeId == me || (unit != null && t.UnitId == unit));
        }

        var visible = db.Set<Petition>().VisibleTo(viewer);
        return tasks.Where(t => visible.Any(p => p.Id == t.PetitionId));
    }

    /// <summary>Open, held by nobody, and for a role or unit of the viewer's. Combine with <see cref="VisibleTo"/>.</summary>
    public static IQueryable<WorkTask> ClaimableBy(this IQueryable<WorkTask> tasks, Viewer viewer)
    {
        var unit = viewer.UnitId;
        var roles = viewer.Roles.ToArray();
        return tasks.Where(t => t.State == TaskState.Open && t.AssigneeId == null
            && (t.Role != null || t.UnitId != null)
            && (t.Role == null || roles.Contains(t.Role))
            && (t.UnitId == null || t.UnitId == unit));
    }

    /// <summary>The same rule as <see cref="ClaimableBy"/> for one loaded task.</summary>
    public static bool IsClaimableBy(this WorkTask task, Viewer viewer) =>
        task.State == TaskState.Open && task.AssigneeId is null && task.IsMeantFor(viewer);

    /// <summary>Whether role and unit of the task are the viewer's, whoever holds it now.</summary>
    public static bool IsMeantFor(this WorkTask task, Viewer viewer) => IsMeantFor(task.Role, task.UnitId, viewer);

    /// <summary>The holder, whoever may claim it, an administrator, or the head of the unit that the task is for.</summary>
    public static bool MayBeHandedOnBy(this WorkTask task, Viewer viewer) => MayBeHandedOn(task.Role, task.UnitId, task.AssigneeId, viewer);

    /// <summary>The same for a line of the inbox.</summary>
    public static bool IsClaimableBy(this InboxRow row, Viewer viewer) => row.AssigneeId is null && IsMeantFor(row.Role, row.UnitId, viewer);

    public static bool MayBeHandedOnBy(this InboxRow row, Viewer viewer) => MayBeHandedOn(row.Role, row.UnitId, row.AssigneeId, viewer);

    internal static bool IsMeantFor(string? role, Guid? unit, Viewer viewer) =>
        (role is not null || unit is not null)
        && (role is null || viewer.Is(role))
        && (unit is null || unit == viewer.UnitId);

    private static bool MayBeHandedOn(string? role, Guid? unit, Guid? holder, Viewer viewer) =>
        holder == viewer.UserId
        || (holder is null && IsMeantFor(role, unit, viewer))
        || viewer.Is(Roles.Administrator)
        || (unit is not null && unit == viewer.UnitId && viewer.Is(Roles.UnitHead));
}
