using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>
/// The engine's papers in the service's own database: everything goes through the unit of work of the use case that caused it (D2),
/// so a burst commits with the case, or not at all.
/// </summary>
internal sealed partial class WorkflowStore(UnitOfWork work) : IWorkflowStore
{
    private readonly UnitRows<WorkflowDefinitionRow> _definitions = new(work, d => d.Id);
    private readonly UnitRows<TriggerRow> _triggers = new(work, t => t.Id, Stubs.Trigger);
    private readonly UnitRows<WorkflowInstanceRow> _instances = new(work, i => i.Id);
    private readonly UnitRows<BookmarkRow> _bookmarks = new(work, b => b.Id, Stubs.Bookmark);
    private readonly UnitRows<TimerRow> _timers = new(work, t => t.Id, Stubs.Timer);
    private readonly UnitRows<WorkItemRow> _work = new(work, w => w.Id, Stubs.Work);
    private readonly List<BurstRow> _bursts = [];

    private DbSet<TRow> Rows<TRow>() where TRow : class => work.Db.Set<TRow>();

    /// <summary>Lists that page, sort or project are made by the database alone; it must know first what this unit wrote.</summary>
    private async ValueTask TellDatabaseAsync(bool hasChanges, CancellationToken cancellation)
    {
        if (hasChanges)
        {
            await work.FlushAsync(cancellation);
        }
    }

    /// <summary>Enough of a row to delete it by its key without reading it; a row that is gone makes the commit fail as a lost race.</summary>
    private static class Stubs
    {
        public static BookmarkRow Bookmark(string id) => new()
        {
            Id = id, InstanceId = "", Name = "", Hash = "", ActivityId = "", ActivityNodeId = "", ActivityInstanceId = "", CreatedAt = DateTime.UnixEpoch,
        };

        public static TimerRow Timer(string id) => new() { Id = id, DueAt = DateTime.UnixEpoch };

        public static TriggerRow Trigger(string id) => new()
        {
            Id = id, DefinitionId = "", DefinitionVersionId = "", Name = "", ActivityId = "", Hash = "",
        };

        public static WorkItemRow Work(string id) => new()
        {
            Id = id, Payload = "", NotBefore = DateTime.UnixEpoch, CreatedAt = DateTime.UnixEpoch,
        };
    }
}
