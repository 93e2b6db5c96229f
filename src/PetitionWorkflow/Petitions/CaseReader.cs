using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>What a person needs of a case to work on a task of it.</summary>
public sealed record CaseSummary(
    Guid Id, string Number, CaseKind Kind, Channel Channel, string? SubChannel, CaseStage Stage, bool IsUrgent, string Subject, string Text,
    string? Place, DateTime ReceivedAt, MatterClass? MatterClass, string? Category, Importance Importance, int ReworkRounds,
    string? PetitionerName, bool IsAnonymous, int PeopleCount, string? Phone, string? Address, string? LeadUnitName)
{
    /// <summary>What of the petitioner a page that shows it has shown.</summary>
    public PersonalFields Shown => new Petitioner { Name = PetitionerName, IsAnonymous = IsAnonymous, Phone = Phone, Address = Address }.Given();
}

/// <summary>An assignment with the names that a page shows.</summary>
public sealed record AssignmentView(Assignment Assignment, string UnitName, string? HandlerName);

/// <summary>A duty with the name of its unit.</summary>
public sealed record DutyView(Duty Duty, string UnitName);

/// <summary>Another case that this one hangs together with.</summary>
public sealed record LinkedCase(string Number, string Subject, CaseStage Stage, CaseLink Link);

public enum CaseLink
{
    /// <summary>The case that this one reviews.</summary>
    Parent = 1,

    /// <summary>A review of this one.</summary>
    Child = 2,

    /// <summary>This one repeats it.</summary>
    DuplicateOf = 3,

    /// <summary>It repeats this one.</summary>
    Duplicate = 4,
}

/// <summary>Reads cases for people. A case that the viewer may not see is answered like one that does not exist.</summary>
public sealed class CaseReader(PetitionDbContext db)
{
    public async Task<CaseSummary?> SummaryAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation) => await (
        from p in Visible(viewer)
        where p.Id == petitionId
        join unit in db.Set<Unit>() on p.LeadUnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        select new CaseSummary(
            p.Id, p.Number, p.Kind, p.Channel, p.SubChannel, p.Stage, p.IsUrgent, p.Subject, p.Text, p.Place, p.ReceivedAt, p.MatterClass,
            p.Category, p.Importance, p.ReworkRounds, p.Petitioner.Name, p.Petitioner.IsAnonymous, p.Petitioner.PeopleCount,
            p.Petitioner.Phone, p.Petitioner.Address, unit == null ? null : unit.Name))
        .SingleOrDefaultAsync(cancellation);

    public async Task<Petition?> FindAsync(string number, Viewer viewer, CancellationToken cancellation) =>
        await Visible(viewer).Numbered(number).SingleOrDefaultAsync(cancellation);

    /// <summary>A unit sees its own assignments, not those of the units beside it.</summary>
    public async Task<IReadOnlyList<AssignmentView>> AssignmentsAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var (all, own) = (viewer.SeesEveryCase, viewer.UnitId);
        return await (
            from assignment in db.Set<Assignment>().AsNoTracking()
            where assignment.PetitionId == petitionId && (all || assignment.UnitId == own)
            join unit in db.Set<Unit>() on assignment.UnitId equals unit.Id
            join handler in db.Set<StaffMember>() on assignment.ResponsibleHandlerId equals handler.Id into handlers
            from handler in handlers.DefaultIfEmpty()
            orderby assignment.IsLead descending, assignment.AssignedAt
            select new AssignmentView(assignment, unit.Name, handler == null ? null : handler.DisplayName)).ToListAsync(cancellation);
    }

    /// <summary>What leaders wrote, the latest first.</summary>
    public async Task<IReadOnlyList<Instruction>> InstructionsAsync(Guid petitionId, CancellationToken cancellation) =>
        await db.Set<Instruction>().AsNoTracking().Where(i => i.PetitionId == petitionId).OrderByDescending(i => i.GivenAt).ThenByDescending(i => i.Id).ToListAsync(cancellation);

    /// <summary>A unit sees its own duties, not those of the units beside it.</summary>
    public async Task<IReadOnlyList<DutyView>> DutiesAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var (all, own) = (viewer.SeesEveryCase, viewer.UnitId);
        return await (
            from duty in db.Set<Duty>().AsNoTracking()
            where duty.PetitionId == petitionId && (all || duty.UnitId == own)
            join unit in db.Set<Unit>() on duty.UnitId equals unit.Id
            orderby duty.State, duty.DueDay, duty.Id
            select new DutyView(duty, unit.Name)).ToListAsync(cancellation);
    }

    /// <summary>Only those that the viewer may see: a link must not betray a case.</summary>
    public async Task<IReadOnlyList<LinkedCase>> LinkedAsync(Petition petition, Viewer viewer, CancellationToken cancellation)
    {
        var (id, parent, original) = (petition.Id, petition.ParentId, petition.DuplicateOfId);
        var linked = await Visible(viewer)
            .Where(p => p.ParentId == id || p.DuplicateOfId == id || p.Id == parent || p.Id == original)
            .OrderBy(p => p.Number)
            .Select(p => new { p.Id, p.Number, p.Subject, p.Stage, p.ParentId })
            .ToListAsync(cancellation);
        return
        [
            .. linked.Select(p => new LinkedCase(
                p.Number, p.Subject, p.Stage,
                p.Id == parent ? CaseLink.Parent : p.ParentId == id ? CaseLink.Child : p.Id == original ? CaseLink.DuplicateOf : CaseLink.Duplicate)),
        ];
    }

    private IQueryable<Petition> Visible(Viewer viewer) => db.Set<Petition>().AsNoTracking().VisibleTo(viewer);
}
