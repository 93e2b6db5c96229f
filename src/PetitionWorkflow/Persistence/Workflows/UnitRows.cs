
namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>
/// One kind of the engine's rows within one unit of work: what was read, added and removed so far, so that a search of the database
/// can be completed with what is not in it yet.
/// </summary>
internal sealed class UnitRows<TRow>(UnitOfWork work, Func<TRow, string> idOf, Func<string, TRow>? stub = null) where TRow : class
{
    private readonly Dictionary<string, TRow> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    /// <summary>Something of this kind waits for the commit.</summary>
    public bool HasChanges { get; private set; }

    public async ValueTask<TRow?> FindAsync(string id, CancellationToken cancellation)
    {
        if (_removed.Contains(id))
        {
            return null;
        }

        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        var row = await work.Db.FindAsync<TRow>([id], cancellation);
        if (row is not null)
        {
            _known.Add(id, row);
        }

        return row;
    }

    /// <summary>Rows found in the database, corrected by what this unit did: without the removed, with the added that match.</summary>
    public IReadOnlyList<TRow> Complete(IReadOnlyList<TRow> stored, Func<TRow, bool> matches)
    {
        foreach (var row in stored)
        {
            _known.TryAdd(idOf(row), row);
        }

        return _added.Count == 0 && _removed.Count == 0
            ? stored
            : [.. stored.Where(r => !_removed.Contains(idOf(r))), .. _added.Select(id => _known[id]).Where(matches).Except(stored)];
    }

    public void Add(TRow row)
    {
        var id = idOf(row);
        _removed.Remove(id);
        _added.Add(id);
        _known[id] = row;
        work.Db.Add(row);
        HasChanges = true;
    }

    public void Update(TRow row)
    {
        // A row that was read here is tracked, and EF finds what changed by itself.
        if (!_known.ContainsKey(idOf(row)))
        {
            _known[idOf(row)] = row;
            work.Db.Update(row);
        }

        HasChanges = true;
    }

    public void Remove(string id)
    {
        if (_known.Remove(id, out var known))
        {
            work.Db.Remove(known);
        }
        else if (!_removed.Contains(id))
        {
            work.Db.Remove((stub ?? throw new InvalidOperationException($"{typeof(TRow).Name} {id} must be read before it is removed."))(id));
        }

        _added.Remove(id);
        _removed.Add(id);
        HasChanges = true;
    }

    /// <summary>Forgets a row that a bulk statement is going to delete.</summary>
    public void Forget(string id)
    {
        Forget(row => idOf(row) == id);
        _removed.Add(id);
    }

    /// <summary>Forgets rows that a bulk statement is going to delete.</summary>
    public void Forget(Func<TRow, bool> matches)
    {
        foreach (var (id, row) in _known.Where(pair => matches(pair.Value)).ToList())
        {
            work.Db.Entry(row).State = Microsoft.EntityFrameworkCore.EntityState.Detached;
            _known.Remove(id);
            _added.Remove(id);
            _removed.Add(id);
        }

        HasChanges = true;
    }
}
