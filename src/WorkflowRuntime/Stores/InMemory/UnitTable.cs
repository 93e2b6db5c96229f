namespace WorkflowRuntime.Stores.InMemory;

/// <summary>One table as one unit of work sees it: the committed rows with the unit's own writes over them.</summary>
internal sealed class UnitTable<T>(InMemoryDatabase.Table<T> committed, Lock gate)
    where T : class
{
    private readonly OrderedDictionary<string, T> _own = [];
    private readonly HashSet<string> _written = [];
    private readonly HashSet<string> _removed = [];

    public T? Find(string key)
    {
        if (_removed.Contains(key))
            return null;
        if (_own.TryGetValue(key, out var own))
            return own;
        T? row;
        lock (gate)
            row = committed.Find(key) is { } found ? InMemoryDatabase.Table<T>.Copy(found) : null;
        if (row is not null)
            _own[key] = row;
        return row;
    }

    public List<T> Where(Func<T, bool> predicate)
    {
        List<string> keys;
        lock (gate)
            keys = committed.Rows.Where(predicate).Select(committed.KeyOf).ToList();
        return keys.Concat(_own.Keys.Where(key => !keys.Contains(key))).Select(Find).OfType<T>().Where(predicate).ToList();
    }

    public void Write(T row)
    {
        var key = committed.KeyOf(row);
        _own[key] = row;
        _written.Add(key);
        _removed.Remove(key);
    }

    public void Remove(string key)
    {
        _own.Remove(key);
        _written.Remove(key);
        _removed.Add(key);
    }

    public IEnumerable<T> Written => _own.Where(pair => _written.Contains(pair.Key)).Select(pair => pair.Value);

    /// <summary>Under the gate.</summary>
    public void Commit()
    {
        foreach (var key in _removed)
            committed.Remove(key);
        foreach (var row in Written)
            committed.Put(InMemoryDatabase.Table<T>.Copy(row));
        Clear();
    }

    public void Clear()
    {
        _own.Clear();
        _written.Clear();
        _removed.Clear();
    }
}
