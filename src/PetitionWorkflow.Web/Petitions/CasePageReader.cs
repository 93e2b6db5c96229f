using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Tasks;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>A paper as the case page lists it.</summary>
public sealed record DocumentLine(Guid Id, string Number, string Title, DateTime IssuedAt, DateTime? DeliveredAt);

/// <summary>Everything on the page of one case, as its viewer may see it.</summary>
public sealed record CasePageView(
    Petition Case,
    Viewer Viewer,
    string? LeadUnitName,
    string? AccusedUnitName,
    IReadOnlyList<string> OtherCategories,
    IReadOnlyList<Instruction> Instructions,
    IReadOnlyList<AssignmentView> Assignments,
    IReadOnlyList<DutyView> Duties,
    IReadOnlyList<UnitChoice> Units,
    IReadOnlyList<ClockView> Clocks,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyDictionary<Guid, DoneTask> Done,
    IReadOnlyList<DocumentLine> Documents,
    IReadOnlyList<Attachment> Attachments,
    IReadOnlyList<LinkedCase> Linked,
    IReadOnlyList<HistoryLine> History,
    CaseFlow? Flow,
    CaseRecusals Recusals);

public sealed class CasePageReader(
    PetitionDbContext db, CaseReader cases, TaskReader tasks, EarlierWork earlier, TaskReferences references, ClockReader clocks, CaseHistory history, ICaseFlowView flows,
    RecusalReader recusals)
{
    /// <summary>Null when there is no such case for this viewer.</summary>
    public async Task<CasePageView?> ReadAsync(string number, Viewer viewer, CancellationToken cancellation)
    {
        if (await cases.FindAsync(number, viewer, cancellation) is not { } found)
        {
            return null;
        }

        var units = await db.Set<Unit>().Where(u => u.Id == found.LeadUnitId || u.Id == found.AccusedUnitId)
            .ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        var work = await tasks.OfCaseAsync(found.Id, viewer, cancellation);
        return new CasePageView(
            found,
            viewer,
            NameOf(found.LeadUnitId),
            viewer.SeesEveryCase ? NameOf(found.AccusedUnitId) : null,
            await db.Set<CaseCategory>().Where(c => c.PetitionId == found.Id && !c.IsMain).OrderBy(c => c.Path).Select(c => c.Path).ToListAsync(cancellation),
            await cases.InstructionsAsync(found.Id, cancellation),
            await cases.AssignmentsAsync(found.Id, viewer, cancellation),
            await cases.DutiesAsync(found.Id, viewer, cancellation),
            CaseActions.MayUrge(viewer) && RecordAssignmentMeeting.IsFor(found) ? await references.UnitsAsync(cancellation) : [],
            await clocks.OfCaseAsync(found.Id, viewer, cancellation),
            work,
            (await earlier.ReadAsync(work, cancellation)).ToDictionary(d => d.View.Task.Id),
            await DocumentsAsync(found.Id, viewer, cancellation),
            await db.Set<Attachment>().AsNoTracking().Where(a => a.PetitionId == found.Id).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(cancellation),
            await cases.LinkedAsync(found, viewer, cancellation),
            await history.OfAsync(found.Id, viewer, cancellation),
            await flows.OfAsync(found.Id, cancellation),
            await RecusalsAsync(found, viewer, cancellation));

        string? NameOf(Guid? unit) => unit is { } id ? units.GetValueOrDefault(id) : null;
    }

    /// <summary>Who asked whom to be recused is the office's to read; of the accused nobody else's.</summary>
    private async Task<CaseRecusals> RecusalsAsync(Petition found, Viewer viewer, CancellationToken cancellation)
    {
        var people = CaseActions.MayContact(viewer, found) && !await db.IsBarredAsync(found.Id, viewer, cancellation) ? await recusals.PeopleAsync(found.Id, viewer, cancellation) : [];
        if (!viewer.SeesEveryCase)
        {
            return new CaseRecusals([], [], people);
        }

        var barred = await db.Set<BarredPerson>().AsNoTracking().Where(b => b.PetitionId == found.Id)
            .Join(db.Set<StaffMember>(), b => b.PersonId, s => s.Id, (b, s) => new { s.DisplayName, b.Ground }).OrderBy(b => b.Ground).ThenBy(b => b.DisplayName).ToListAsync(cancellation);
        return new CaseRecusals([.. barred.Select(b => (b.DisplayName, b.Ground))], await recusals.OfCaseAsync(found.Id, cancellation), people);
    }

    private async Task<IReadOnlyList<DocumentLine>> DocumentsAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation) =>
        await db.Set<CaseDocument>().Where(d => d.PetitionId == petitionId).VisibleTo(viewer)
            .OrderByDescending(d => d.IssuedAt).ThenByDescending(d => d.Number)
            .Select(d => new DocumentLine(d.Id, d.Number, d.Title, d.IssuedAt, d.DeliveredAt))
            .ToListAsync(cancellation);
}
