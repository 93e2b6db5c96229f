using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>
/// The engine's papers in the service's own database: everything goes through the unit of work of the use case that caused it (D2),
/// so a burst commits with the case, or not at all. Rows by key and hash go by statements of our own on the unit's connection; lists
/// for administrators are EF queries.
/// </summary>
internal sealed partial class WorkflowStore : IWorkflowStore
{
    private readonly UnitOfWork _unit;
    private readonly UnitSql _sql;
    private readonly UnitRows<WorkflowDefinitionRow> _definitions;
    private readonly UnitRows<TriggerRow> _triggers;
    private readonly UnitRows<WorkflowInstanceRow> _instances;
    private readonly UnitRows<BookmarkRow> _bookmarks;
    private readonly UnitRows<TimerRow> _timers;
    private readonly UnitRows<WorkItemRow> _work;
    private readonly List<BurstRow> _bursts = [];
    private readonly List<(string Sql, string Id)> _deletes = [];
    private int _savedBursts;
    private bool _isRegistered;

    private readonly HiddenInstances _hidden;

    public WorkflowStore(UnitOfWork work, HiddenInstances hidden)
    {
        (_unit, _hidden) = (work, hidden);
        _sql = new UnitSql(work);
        _definitions = new(_sql, NoteChange, d => d.Id);
        _triggers = new(_sql, NoteChange, t => t.Id);
        _instances = new(_sql, NoteChange, i => i.Id);
        _bookmarks = new(_sql, NoteChange, b => b.Id);
        _timers = new(_sql, NoteChange, t => t.Id);
        _work = new(_sql, NoteChange, w => w.Id);
    }

    private DbSet<TRow> Rows<TRow>() where TRow : class => _unit.Db.Set<TRow>();

    /// <summary>Lists that page, sort or project are made by the database alone; it must know first what this unit wrote.</summary>
    private async ValueTask TellDatabaseAsync(bool hasChanges, CancellationToken cancellation)
    {
        if (hasChanges)
        {
            await _unit.FlushAsync(cancellation);
        }
    }

    private void NoteChange()
    {
        if (_isRegistered)
        {
            return;
        }

        _isRegistered = true;
        _unit.BeforeSave((_, cancellation) => SaveAsync(cancellation));
    }

    /// <summary>What is referred to is written before what refers to it, and removed after it.</summary>
    private async Task SaveAsync(CancellationToken cancellation)
    {
        _isRegistered = false;
        await _bookmarks.DeleteAsync(cancellation);
        await _timers.DeleteAsync(cancellation);
        await _work.DeleteAsync(cancellation);
        await _triggers.DeleteAsync(cancellation);
        foreach (var (sql, id) in _deletes)
        {
            await _sql.ExecuteAsync(sql, [id], cancellation);
        }

        _deletes.Clear();
        await _definitions.SaveAsync(cancellation);
        await _triggers.SaveAsync(cancellation);
        await _instances.SaveAsync(cancellation);
        await _bookmarks.SaveAsync(cancellation);
        await _timers.SaveAsync(cancellation);
        await _work.SaveAsync(cancellation);
        var statements = RowSql<BurstRow>.Of(_unit.Db);
        for (; _savedBursts < _bursts.Count; _savedBursts++)
        {
            await _sql.ExecuteAsync(statements.Insert, statements.Values(_bursts[_savedBursts]), cancellation);
        }
    }
}
