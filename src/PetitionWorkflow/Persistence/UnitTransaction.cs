using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// The transaction of a unit of work, taken with the write lock. EF's saves go into it and begin none of their own; a unit that fails
/// is rolled back whole, so there is no savepoint around each save.
/// </summary>
internal abstract class UnitTransaction : IAsyncDisposable
{
    public static async ValueTask<UnitTransaction> BeginAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        db.Database.AutoSavepointsEnabled = false;
        return db is SqlitePetitionDbContext
            ? new Embedded(db)
            : new OfServer(await db.Database.BeginTransactionAsync(cancellation));
    }

    public abstract Task CommitAsync(CancellationToken cancellation);

    /// <summary>Not committed means rolled back.</summary>
    public abstract ValueTask DisposeAsync();

    private sealed class OfServer(IDbContextTransaction transaction) : UnitTransaction
    {
        public override Task CommitAsync(CancellationToken cancellation) => transaction.CommitAsync(cancellation);

        public override ValueTask DisposeAsync() => transaction.DisposeAsync();
    }

    /// <summary>Begun and committed by statements that are kept compiled; EF's own way compiles both anew for each unit.</summary>
    private sealed class Embedded : UnitTransaction
    {
        private readonly PetitionDbContext _db;
        private readonly LentConnection _connection;
        private readonly NativeStatements _statements;
        private bool _isCommitted;

        public Embedded(PetitionDbContext db)
        {
            _db = db;
            _connection = LentConnection.Of(db);
            _connection.PreferWarm();
            _statements = NativeStatements.Of((SqliteConnection)db.Database.GetDbConnection());
            _statements.Execute("BEGIN IMMEDIATE");
            db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        }

        public override Task CommitAsync(CancellationToken cancellation)
        {
            _statements.Execute("COMMIT");
            _isCommitted = true;
            _connection.PassOn();
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            _db.Database.AutoTransactionBehavior = AutoTransactionBehavior.WhenNeeded;
            // What was passed on may be in another's transaction by now.
            if (!_isCommitted && _statements.IsInTransaction)
            {
                _statements.Execute("ROLLBACK");
            }

            return ValueTask.CompletedTask;
        }
    }
}
