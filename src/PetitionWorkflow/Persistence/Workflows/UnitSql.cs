using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>Runs statements on the unit's own connection, within its transaction when it has one.</summary>
internal sealed class UnitSql(UnitOfWork work)
{
    private static readonly ConditionalWeakTable<SqliteConnection, PreparedStatements> Prepared = [];

    public PetitionDbContext Db => work.Db;

    public async ValueTask<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params object[] values)
    {
        var database = work.Db.Database;
        // That of an embedded database is open as long as the unit lives.
        if (database.GetDbConnection().State == ConnectionState.Open)
        {
            return await ReadAsync(sql, read, values, cancellation);
        }

        await database.OpenConnectionAsync(cancellation);
        try
        {
            return await ReadAsync(sql, read, values, cancellation);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }

    private async ValueTask<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, object[] values, CancellationToken cancellation)
    {
        await using var reader = await MakeCommand(sql, values).ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Only within the unit's transaction. The number of rows that it changed.</summary>
    public async ValueTask<int> ExecuteAsync(string sql, object[] values, CancellationToken cancellation)
    {
        try
        {
            return work.Db.Database.GetDbConnection() is SqliteConnection embedded
                ? NativeStatements.Of(embedded).Execute(sql, values)
                : await MakeCommand(sql, values).ExecuteNonQueryAsync(cancellation);
        }
        catch (DbException refused)
        {
            throw new DbUpdateException("The database refused a row of the workflow engine.", refused);
        }
    }

    private DbCommand MakeCommand(string sql, object[] values)
    {
        var connection = work.Db.Database.GetDbConnection();
        return Fill(connection is SqliteConnection embedded ? Prepared.GetOrCreateValue(embedded).Find(embedded, sql, values.Length) : Create(connection, sql, values.Length), values);
    }

    private DbCommand Fill(DbCommand command, object[] values)
    {
        command.Transaction = work.Db.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    private static DbCommand Create(DbConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>
    /// SQLite compiles a statement anew for every command object, so they are kept. They belong to one opening of the connection: after
    /// another one the same object stands for another native handle, and a statement kept from before would run on that of somebody else.
    /// </summary>
    private sealed class PreparedStatements
    {
        private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);
        private sqlite3? _handle;

        public DbCommand Find(SqliteConnection connection, string sql, int parameters)
        {
            if (!ReferenceEquals(_handle, connection.Handle))
            {
                foreach (var stale in _commands.Values)
                {
                    stale.Dispose();
                }

                _commands.Clear();
                _handle = connection.Handle;
            }

            if (!_commands.TryGetValue(sql, out var command))
            {
                _commands[sql] = command = Create(connection, sql, parameters);
            }

            return command;
        }
    }
}
