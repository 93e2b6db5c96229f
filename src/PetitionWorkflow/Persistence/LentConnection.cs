// EF's own class for a SQLite connection is the only place where connections can be lent; it is public but not promised.
#pragma warning disable EF1001
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// A context's connection, lent by <see cref="SqliteConnections"/> from its first use until the context is given back, and open all the
/// time: opening one sets up some twenty functions and drops every prepared statement. At rest it holds no lock and no transaction.
/// </summary>
internal sealed class LentConnection(
    RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder sql, Microsoft.EntityFrameworkCore.Diagnostics.IDiagnosticsLogger<DbLoggerCategory.Infrastructure> log)
    : SqliteRelationalConnection(dependencies, sql, log)
{
    private readonly SqliteConnections _all = dependencies.ContextOptions.FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!.GetRequiredService<SqliteConnections>();
    private SqliteConnection? _lent;

    [AllowNull]
    public override DbConnection DbConnection
    {
        get => _lent ??= _all.Take() ?? (SqliteConnection)CreateDbConnection();
        set => throw new NotSupportedException("The connections of the embedded database are lent.");
    }

    public static LentConnection Of(DbContext db) => (LentConnection)db.GetService<IRelationalConnection>();

    /// <summary>For who is about to write, between two statements and outside a transaction.</summary>
    public void PreferWarm() => _lent = _all.Exchange(_lent);

    /// <summary>After a commit, while the write gate is still closed: the next writer takes over the warm pages.</summary>
    public void PassOn()
    {
        if (_lent is { } wrote)
        {
            _all.Wrote(wrote);
            GiveBack();
        }
    }

    protected override void CloseDbConnection()
    {
    }

    protected override Task CloseDbConnectionAsync() => Task.CompletedTask;

    protected override void ResetState(bool disposeDbConnection)
    {
        base.ResetState(disposeDbConnection);
        GiveBack();
    }

    protected override async ValueTask ResetStateAsync(bool disposeDbConnection)
    {
        await base.ResetStateAsync(disposeDbConnection);
        GiveBack();
    }

    private void GiveBack()
    {
        if (_lent is { } back)
        {
            _lent = null;
            _all.GiveBack(back);
        }
    }
}

internal static class EmbeddedDatabaseOptions
{
    /// <summary>Connections are lent, and plain rows are written as compiled statements.</summary>
    public static DbContextOptionsBuilder Embed(this DbContextOptionsBuilder options) =>
        options.ReplaceService<ISqliteRelationalConnection, LentConnection>().ReplaceService<IDatabase, SqliteDatabase>();
}
