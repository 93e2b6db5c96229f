using System.Collections.Concurrent;

namespace WorkflowRuntime.Expressions;

/// <summary>
/// A cache that never holds more than about <paramref name="capacity"/> entries: when the young half is full it becomes
/// the old half, and what was only in the old half is forgotten. Reading an old entry makes it young again.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        if (_young.TryGetValue(key, out var value))
            return value;
        if (!_old.TryGetValue(key, out value))
            value = make(key);
        if (_young.Count >= _half)
            Age();
        return _young.GetOrAdd(key, value);
    }

    private void Age()
    {
        lock (this)
        {
            if (_young.Count < _half)
                return;
            _old = _young;
            _young = new();
        }
    }
}
