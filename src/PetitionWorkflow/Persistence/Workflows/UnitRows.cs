using Microsoft.EntityFrameworkCore;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>
/// One kind of the engine's rows within one unit of work: what was read, added, changed and removed so far, so that a search of the
/// database can be completed with what is not in it yet, and written with the unit.
/// </summary>
internal sealed class UnitRows<TRow>(UnitSql sql, Action changed, Func<TRow, string> idOf) where TRow : class
{
    private readonly Dictionary<string, Entry> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _removed = new(StringComparer.Ordinal);
    private readonly List<string> _toDelete = [];

    /// <summary>Something of this kind waits for the commit.</summary>
    public bool HasChanges { get; private set; }

    public async ValueTask<TRow?> FindAsync(string id, CancellationToken cancellation)
    {
        if (_removed.ContainsKey(id))
        {
            return null;
        }

        if (_known.TryGetValue(id, out var known))
        {
            return known.Row;
        }

        var statements = RowSql<TRow>.Of(sql.Db);
        var found = await sql.QueryAsync(statements.ByKey, statements.Read, cancellation, id);
        return found.Count == 0 ? null : Know(found[0]);
    }

    /// <summary>Rows of the database by a condition, corrected by what this unit did: without the removed, with the added that match.</summary>
    public async ValueTask<IReadOnlyList<TRow>> ListAsync(string condition, object[] values, Func<TRow, bool> matches, CancellationToken cancellation)
    {
        var statements = RowSql<TRow>.Of(sql.Db);
        var stored = await sql.QueryAsync(statements.Select + condition, statements.Read, cancellation, values);
        var rows = stored.Where(r => !_removed.ContainsKey(idOf(r))).Select(Know).ToList();
        if (HasChanges)
        {
            rows.AddRange(_known.Values.Where(e => e.Before is null && matches(e.Row)).Select(e => e.Row).Except(rows).ToList());
        }

        return rows;
    }

    public void Add(TRow row)
    {
        _removed.Remove(idOf(row));
        _known[idOf(row)] = new Entry(row, null);
        NoteChange();
    }

    public void Update(TRow row)
    {
        if (!_known.TryGetValue(idOf(row), out var entry))
        {
            throw new InvalidOperationException($"{typeof(TRow).Name} {idOf(row)} must be read before it is changed.");
        }

        entry.IsChanged = true;
        NoteChange();
    }

    /// <summary>A row that is gone when the unit is written makes the commit fail as a lost race.</summary>
    public void Remove(string id)
    {
        if (!_removed.TryAdd(id, true))
        {
            return;
        }

        if (!_known.Remove(id, out var entry) || entry.Before is not null)
        {
            _toDelete.Add(id);
        }

        NoteChange();
    }

    /// <summary>Forgets a row that a statement of the unit is going to delete.</summary>
    public void Forget(string id)
    {
        _known.Remove(id);
        _removed[id] = true;
        NoteChange();
    }

    /// <summary>Forgets rows that a statement of the unit is going to delete.</summary>
    public void Forget(Func<TRow, bool> matches)
    {
        foreach (var (id, _) in _known.Where(pair => matches(pair.Value.Row)).ToList())
        {
            Forget(id);
        }
    }

    public async ValueTask DeleteAsync(CancellationToken cancellation)
    {
        foreach (var id in _toDelete)
        {
            await MustChangeOneAsync(RowSql<TRow>.Of(sql.Db).Delete, [id], cancellation);
        }

        _toDelete.Clear();
    }

    public async ValueTask SaveAsync(CancellationToken cancellation)
    {
        if (!HasChanges)
        {
            return;
        }

        HasChanges = false;
        var statements = RowSql<TRow>.Of(sql.Db);
        foreach (var entry in _known.Values.Where(e => e.Before is null || e.IsChanged))
        {
            var values = statements.Values(entry.Row);
            if (entry.Before is null)
            {
                await MustChangeOneAsync(statements.Insert, values, cancellation);
            }
            else if (statements.Update(entry.Before, values) is { } update)
            {
                await MustChangeOneAsync(update.Sql, update.Values, cancellation);
            }

            (entry.Before, entry.IsChanged) = (values, false);
        }
    }

    private async ValueTask MustChangeOneAsync(string statement, object[] values, CancellationToken cancellation)
    {
        if (await sql.ExecuteAsync(statement, values, cancellation) != 1)
        {
            throw new DbUpdateConcurrencyException($"A row of {typeof(TRow).Name} was changed or removed by another unit.");
        }
    }

    /// <summary>The row as this unit knows it: what it read first, with its own changes.</summary>
    private TRow Know(TRow stored)
    {
        if (_known.TryGetValue(idOf(stored), out var known))
        {
            return known.Row;
        }

        _known.Add(idOf(stored), new Entry(stored, RowSql<TRow>.Of(sql.Db).Values(stored)));
        return stored;
    }

    private void NoteChange()
    {
        HasChanges = true;
        changed();
    }

    /// <param name="row">The row as the engine sees it.</param>
    /// <param name="before">What the database holds; null before the insert.</param>
    private sealed class Entry(TRow row, object[]? before)
    {
        public TRow Row { get; } = row;

        public object[]? Before { get; set; } = before;

        public bool IsChanged { get; set; }
    }
}
