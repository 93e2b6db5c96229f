using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>
/// The events of a case that its viewer may read. The office reads all; a unit reads what concerns the case and itself: not the
/// tasks, papers, assignments and notes of the office or of the units beside it.
/// </summary>
public sealed class CaseHistory(PetitionDbContext db, HistoryWords words)
{
    public async Task<IReadOnlyList<HistoryLine>> OfAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var events = await db.Set<CaseEvent>().AsNoTracking().Where(e => e.PetitionId == petitionId).OrderByDescending(e => e.Id).ToListAsync(cancellation);
        if (!viewer.SeesEveryCase)
        {
            var own = await OwnAsync(petitionId, viewer, cancellation);
            events.RemoveAll(e => !own.Contains(e.Data));
        }

        return [.. events.Select(words.Of)];
    }

    private async Task<OwnParts> OwnAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var unit = viewer.UnitId;
        return new OwnParts(
            unit,
            await db.Set<WorkTask>().Where(t => t.PetitionId == petitionId).VisibleTo(viewer, db).Select(t => t.Id).ToHashSetAsync(cancellation),
            await db.Set<CaseDocument>().Where(d => d.PetitionId == petitionId).VisibleTo(viewer).Select(d => d.Id).ToHashSetAsync(cancellation),
            await db.Set<Assignment>().Where(a => a.PetitionId == petitionId && a.UnitId == unit).Select(a => a.Id).ToHashSetAsync(cancellation));
    }

    private sealed record OwnParts(Guid? UnitId, IReadOnlySet<Guid> Tasks, IReadOnlySet<Guid> Documents, IReadOnlySet<Guid> Assignments)
    {
        public bool Contains(string data)
        {
            using var json = JsonDocument.Parse(data);
            var root = json.RootElement;
            return IsIn(root, "taskId", Tasks) && IsIn(root, "documentId", Documents) && IsIn(root, "assignmentId", Assignments)
                && (!root.TryGetProperty("unitId", out var unit) || unit.GetGuid() == UnitId)
                && !(root.TryGetProperty("officeOnly", out var office) && office.GetBoolean());
        }

        private static bool IsIn(JsonElement data, string name, IReadOnlySet<Guid> known) =>
            !data.TryGetProperty(name, out var id) || (id.TryGetGuid(out var value) && known.Contains(value));
    }
}
