using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// The open connections to the embedded database, lent to one context at a time. SQLite drops a connection's page cache as soon as
/// another connection has written, so whoever writes is lent the connection that wrote last: its pages are still in memory.
/// </summary>
internal sealed class SqliteConnections : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Stack<SqliteConnection> _resting = [];
    private SqliteConnection? _warm;
    private SqliteConnection? _lastWriter;
    private bool _isOver;

    /// <summary>One that rests, the warm one last; null when a new one has to be made.</summary>
    public SqliteConnection? Take()
    {
        lock (_lock)
        {
            if (_resting.TryPop(out var connection))
            {
                return connection;
            }

            (connection, _warm) = (_warm, null);
            return connection;
        }
    }

    /// <summary>The warm one for this one; this one itself where the warm one is lent.</summary>
    public SqliteConnection? Exchange(SqliteConnection? lent)
    {
        lock (_lock)
        {
            if (_warm is null)
            {
                return lent;
            }

            if (lent is not null)
            {
                _resting.Push(lent);
            }

            (lent, _warm) = (_warm, null);
            return lent;
        }
    }

    public void Wrote(SqliteConnection connection)
    {
        lock (_lock)
        {
            if (_warm is { } cold && cold != connection)
            {
                _resting.Push(cold);
                _warm = null;
            }

            _lastWriter = connection;
        }
    }

    public void GiveBack(SqliteConnection connection)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                connection.Dispose();
            }
            else if (connection == _lastWriter)
            {
                _warm = connection;
            }
            else
            {
                _resting.Push(connection);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _warm?.Dispose();
            _warm = null;
            while (_resting.TryPop(out var connection))
            {
                connection.Dispose();
            }
        }
    }
}
