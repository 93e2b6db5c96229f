using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// Statements that write, compiled once per connection and run on SQLite itself. Microsoft.Data.Sqlite looks every parameter up by
/// name and makes a reader for every row that is written, which costs more than the row. Values are stored exactly as it stores them.
/// </summary>
internal sealed class NativeStatements
{
    private const int ShortText = 1024;

    private static readonly ConditionalWeakTable<SqliteConnection, NativeStatements> Kept = [];

    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);
    private sqlite3? _handle;

    public static NativeStatements Of(SqliteConnection connection)
    {
        var kept = Kept.GetOrCreateValue(connection);
        // Statements belong to one opening of the connection: after another one the same object stands for another native handle.
        if (!ReferenceEquals(kept._handle, connection.Handle))
        {
            kept.Forget();
            kept._handle = connection.Handle;
        }

        return kept;
    }

    /// <summary>A transaction is open that has been neither committed nor rolled back, be it by SQLite itself.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>The number that the last new row was given.</summary>
    public long LastNumber => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>The number of rows that were changed. The values are those of @p0, @p1… in order.</summary>
    public int Execute(string sql, params ReadOnlySpan<object> values)
    {
        var statement = Find(sql);
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                Check(Bind(statement, i + 1, values[i]));
            }

            var result = raw.sqlite3_step(statement);
            if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
            {
                Check(result);
            }

            return raw.sqlite3_changes(_handle);
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
            _ = raw.sqlite3_clear_bindings(statement);
        }
    }

    private sqlite3_stmt Find(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
            _statements.Add(sql, statement);
        }

        return statement;
    }

    private static int Bind(sqlite3_stmt statement, int index, object value) => value switch
    {
        DBNull => raw.sqlite3_bind_null(statement, index),
        string text => BindText(statement, index, text),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, index, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        int number => raw.sqlite3_bind_int(statement, index, number),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        bool flag => raw.sqlite3_bind_int(statement, index, flag ? 1 : 0),
        DateTime instant => BindInstant(statement, index, instant),
        DateOnly day => BindText(statement, index, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException($"A value of type {value.GetType()} has no form in a SQLite row."),
    };

    private static int BindInstant(sqlite3_stmt statement, int index, DateTime instant)
    {
        Span<byte> text = stackalloc byte[32];
        instant.TryFormat(text, out var length, @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return raw.sqlite3_bind_text(statement, index, text[..length]);
    }

    private static int BindText(sqlite3_stmt statement, int index, string text)
    {
        // An empty span is a null pointer, and that would be NULL.
        if (text.Length == 0)
        {
            return raw.sqlite3_bind_text(statement, index, text);
        }

        var rented = text.Length > ShortText / 3 ? ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length)) : null;
        var buffer = rented ?? stackalloc byte[ShortText];
        var result = raw.sqlite3_bind_text(statement, index, buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _handle);

    private void Forget()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
    }
}
