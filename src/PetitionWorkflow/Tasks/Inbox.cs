using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>Whose tasks a list shows.</summary>
public enum InboxTab
{
    /// <summary>Held by the viewer.</summary>
    Mine = 1,

    /// <summary>Waiting for somebody of the viewer's roles.</summary>
    Role = 2,

    /// <summary>For the viewer's unit, held or not.</summary>
    Unit = 3,

    /// <summary>Every open task; for the office only.</summary>
    All = 4,
}

public enum InboxSort
{
    /// <summary>Urgent first, then what is due first, then the oldest.</summary>
    Due = 1,
    Created = 2,
    Number = 3,
    Type = 4,
}

public sealed record InboxQuery(InboxTab Tab)
{
    public string? TaskType { get; init; }
    public Channel? Channel { get; init; }
    public bool UrgentOnly { get; init; }
    public DueFilter? Due { get; init; }

    /// <summary>Part of the case number or of the subject.</summary>
    public string? Text { get; init; }

    public InboxSort Sort { get; init; } = InboxSort.Due;
    public bool Descending { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 25;

    internal bool IsAboutTypesOnly => Channel is null && !UrgentOnly && Due is null && string.IsNullOrWhiteSpace(Text);
}

/// <summary>One line of the inbox, all that it shows.</summary>
public sealed record InboxRow(
    Guid TaskId, string TaskType, string Title, bool IsUrgent, DateTime? DueAt, DateTime CreatedAt, int Round,
    string? Role, Guid? UnitId, string? UnitName, Guid? AssigneeId, string? AssigneeName,
    string Number, string Subject, Channel Channel, CaseStage Stage, int Bounces, bool IsSupervised);

public sealed record InboxPage(IReadOnlyList<InboxRow> Rows, int Total);

/// <summary>Reads tasks for people: lists, counts, the next one to do.</summary>
public sealed class Inbox(PetitionDbContext db, TimeProvider time)
{
    /// <param name="counted">Spares counting again what it counts already.</param>
    public async Task<InboxPage> ReadAsync(InboxQuery query, Viewer viewer, CancellationToken cancellation, InboxGroups? counted = null)
    {
        var tasks = Filtered(query, viewer);
        var total = counted is not null && query.IsAboutTypesOnly ? counted.CountOf(query.Tab, query.TaskType) : await tasks.CountAsync(cancellation);
        var page = Sorted(tasks, query).Skip((query.Page - 1) * query.PageSize).Take(query.PageSize);
        return new InboxPage(await RowsAsync(page, cancellation), total);
    }

    /// <summary>What to do first: held by the viewer or free to be claimed, in the inbox's order.</summary>
    public async Task<IReadOnlyList<InboxRow>> FirstAsync(Viewer viewer, int count, CancellationToken cancellation)
    {
        var (me, claimable) = (viewer.UserId, Open().ClaimableBy(viewer).Select(t => t.Id));
        var tasks = Open().Where(t => t.AssigneeId == me || claimable.Contains(t.Id)).VisibleTo(viewer, db);
        return await RowsAsync(Sorted(tasks, new InboxQuery(InboxTab.Mine)).Take(count), cancellation);
    }

    /// <summary>First which tasks, which an index answers alone; then what the lines show of them.</summary>
    private async Task<IReadOnlyList<InboxRow>> RowsAsync(IQueryable<WorkTask> page, CancellationToken cancellation)
    {
        var ids = await page.Select(t => t.Id).ToListAsync(cancellation);
        var rows = await Rows(db.Set<WorkTask>().Where(t => ids.Contains(t.Id))).ToDictionaryAsync(r => r.TaskId, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    private IQueryable<InboxRow> Rows(IQueryable<WorkTask> tasks) =>
            from task in tasks
            join petition in db.Set<Petition>() on task.PetitionId equals petition.Id
            join unit in db.Set<Unit>() on task.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            join holder in db.Set<StaffMember>() on task.AssigneeId equals holder.Id into holders
            from holder in holders.DefaultIfEmpty()
            select new InboxRow(
                task.Id, task.TaskType, task.Title, task.IsUrgent, task.DueAt, task.CreatedAt, task.Round,
                task.Role, task.UnitId, unit == null ? null : unit.Name, task.AssigneeId, holder == null ? null : holder.DisplayName,
                petition.Number, petition.Subject, petition.Channel, petition.Stage, petition.Bounces, petition.IsSupervised);

    /// <summary>Everything that there is to count.</summary>
    public async Task<InboxGroups> CountAsync(Viewer viewer, CancellationToken cancellation)
    {
        var groups = await Open().VisibleTo(viewer, db)
            .GroupBy(t => new { t.AssigneeId, t.UnitId, t.Role, t.TaskType })
            .Select(g => new InboxGroup(g.Key.AssigneeId, g.Key.UnitId, g.Key.Role, g.Key.TaskType, g.Count()))
            .ToListAsync(cancellation);
        return new InboxGroups(viewer, groups);
    }

    /// <summary>What to do next: the viewer's own first, then what the viewer could claim.</summary>
    public async Task<Guid?> NextAsync(Viewer viewer, CancellationToken cancellation)
    {
        foreach (var tab in new[] { Of(InboxTab.Mine, viewer), Open().ClaimableBy(viewer).VisibleTo(viewer, db) })
        {
            var next = await Sorted(tab, new InboxQuery(InboxTab.Mine)).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(cancellation);
            if (next is not null)
            {
                return next;
            }
        }

        return null;
    }

    private IQueryable<WorkTask> Open() => db.Set<WorkTask>().AsNoTracking().Where(t => t.State == TaskState.Open);

    internal IQueryable<WorkTask> Of(InboxTab tab, Viewer viewer)
    {
        var (me, unit) = (viewer.UserId, viewer.UnitId);
        var roles = viewer.Roles.ToArray();
        var tasks = tab switch
        {
            InboxTab.Mine => Open().Where(t => t.AssigneeId == me),
            InboxTab.Role => Open().Where(t => t.AssigneeId == null && t.UnitId == null && roles.Contains(t.Role!)),
            InboxTab.Unit => Open().Where(t => unit != null && t.UnitId == unit),
            InboxTab.All => Open().Where(t => viewer.SeesEveryCase),
            _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
        };
        return tasks.VisibleTo(viewer, db);
    }

    private IQueryable<WorkTask> Filtered(InboxQuery query, Viewer viewer)
    {
        var tasks = Of(query.Tab, viewer);
        if (query.TaskType is { Length: > 0 } type)
        {
            tasks = tasks.Where(t => t.TaskType == type);
        }

        if (query.UrgentOnly)
        {
            tasks = tasks.Where(t => t.IsUrgent);
        }

        if (query.Due is { } due)
        {
            tasks = tasks.Due(due, time.UtcNow());
        }

        if (query.Channel is null && string.IsNullOrWhiteSpace(query.Text))
        {
            return tasks;
        }

        var petitions = db.Set<Petition>().AsQueryable();
        if (query.Channel is { } channel)
        {
            petitions = petitions.Where(p => p.Channel == channel);
        }

        if (query.Text?.Trim() is { Length: > 0 } text)
        {
            petitions = petitions.Where(p => p.Number.Contains(text) || p.Subject.Contains(text));
        }

        return tasks.Where(t => petitions.Any(p => p.Id == t.PetitionId));
    }

    private IOrderedQueryable<WorkTask> Sorted(IQueryable<WorkTask> tasks, InboxQuery query)
    {
        var sorted = (query.Sort, query.Descending) switch
        {
            (InboxSort.Due, false) => tasks.OrderByDescending(t => t.IsUrgent).ThenBy(t => t.DueOrder).ThenBy(t => t.CreatedAt),
            (InboxSort.Due, true) => tasks.OrderBy(t => t.DueAt == null).ThenByDescending(t => t.DueAt).ThenByDescending(t => t.CreatedAt),
            (InboxSort.Created, false) => tasks.OrderBy(t => t.CreatedAt),
            (InboxSort.Created, true) => tasks.OrderByDescending(t => t.CreatedAt),
            (InboxSort.Type, false) => tasks.OrderBy(t => t.TaskType).ThenBy(t => t.CreatedAt),
            (InboxSort.Type, true) => tasks.OrderByDescending(t => t.TaskType).ThenBy(t => t.CreatedAt),
            (InboxSort.Number, false) => tasks.OrderBy(t => db.Set<Petition>().First(p => p.Id == t.PetitionId).Number),
            (InboxSort.Number, true) => tasks.OrderByDescending(t => db.Set<Petition>().First(p => p.Id == t.PetitionId).Number),
            _ => throw new ArgumentOutOfRangeException(nameof(query), query.Sort, null),
        };
        return sorted.ThenBy(t => t.Id);
    }
}
