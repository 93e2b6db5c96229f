// EF's own class for a SQLite connection is the only place where closing can be left out; it is public but not promised.
#pragma warning disable EF1001
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// The connection of a pooled context stays open as long as the context lives: opening one sets up some twenty functions and drops
/// every prepared statement. Between units it holds no lock and no transaction.
/// </summary>
internal sealed class LastingConnection(RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder sql, Microsoft.EntityFrameworkCore.Diagnostics.IDiagnosticsLogger<DbLoggerCategory.Infrastructure> log)
    : SqliteRelationalConnection(dependencies, sql, log)
{
    protected override void CloseDbConnection()
    {
    }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
}

internal static class LastingConnectionOptions
{
    public static DbContextOptionsBuilder KeepConnectionOpen(this DbContextOptionsBuilder options) =>
        options.ReplaceService<ISqliteRelationalConnection, LastingConnection>();
}
