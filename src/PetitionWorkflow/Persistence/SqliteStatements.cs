using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// SQLite compiles a statement anew for every command object, and EF makes one for every query and every row that it writes. What was
/// asked once on a connection is kept compiled; EF's command only brings the values.
/// </summary>
public sealed class SqliteStatements : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<SqliteConnection, Kept> _kept = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        _kept.GetOrCreateValue((SqliteConnection)command.Connection!).Read((SqliteCommand)command) is { } reader
            ? InterceptionResult<DbDataReader>.SuppressWithResult(reader)
            : result;

    /// <summary>Microsoft.Data.Sqlite has no true asynchronous calls.</summary>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    /// <summary>
    /// The statements of one opening of a connection: after another one the same object stands for another native handle, and a
    /// statement kept from before would run on that of somebody else.
    /// </summary>
    private sealed class Kept
    {
        /// <summary>The service asks some two hundred different questions; lists of changing length make more of them.</summary>
        private const int Limit = 300;

        private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
        private sqlite3? _handle;

        /// <summary>Null when the same question is still being answered on this connection.</summary>
        public SqliteDataReader? Read(SqliteCommand asked)
        {
            if (!ReferenceEquals(_handle, asked.Connection!.Handle) || _statements.Count >= Limit)
            {
                Forget();
                _handle = asked.Connection.Handle;
            }

            if (!_statements.TryGetValue(asked.CommandText, out var statement))
            {
                _statements[asked.CommandText] = statement = new Statement(new SqliteCommand(asked.CommandText, asked.Connection));
            }

            return statement.Read(asked);
        }

        private void Forget()
        {
            foreach (var statement in _statements.Values)
            {
                statement.Dispose();
            }

            _statements.Clear();
        }
    }

    private sealed class Statement(SqliteCommand command) : IDisposable
    {
        private SqliteDataReader? _last;

        public SqliteDataReader? Read(SqliteCommand asked)
        {
            if (_last is { IsClosed: false })
            {
                return null;
            }

            command.Transaction = asked.Transaction;
            command.CommandTimeout = asked.CommandTimeout;
            command.Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
            {
                command.Parameters.Add(parameter);
            }

            return _last = command.ExecuteReader();
        }

        public void Dispose()
        {
            if (_last is null or { IsClosed: true })
            {
                command.Dispose();
            }
        }
    }
}
