using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>Asks every invariant, all of them of one and the same state of the database, while others may go on writing.</summary>
public sealed class DoctorVisit
{
    private readonly PetitionDbContext _db;
    private readonly IReadOnlyList<IInvariant> _invariants;

    internal DoctorVisit(PetitionDbContext db, IEnumerable<IInvariant> invariants) => (_db, _invariants) = (db, [.. invariants]);

    public int Checks => _invariants.Count;

    public async Task<IReadOnlyList<Violation>> FindAsync(CancellationToken cancellation)
    {
        if (_db is not SqlitePetitionDbContext)
        {
            await using var snapshot = await _db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            return await AskAsync(cancellation);
        }

        // EF's own transaction would take SQLite's write lock; a deferred one only reads. EF does not end what it did not begin.
        await _db.Database.OpenConnectionAsync(cancellation);
        await ForgetPagesAsync(cancellation);
        await using var deferred = ((SqliteConnection)_db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await using var lent = await _db.Database.UseTransactionAsync(deferred, cancellation);
        return await AskAsync(cancellation);
    }

    /// <summary>The file is examined, not what this connection remembers of it.</summary>
    private Task ForgetPagesAsync(CancellationToken cancellation) => _db.Database.ExecuteSqlRawAsync("PRAGMA shrink_memory", cancellation);

    private async Task<IReadOnlyList<Violation>> AskAsync(CancellationToken cancellation)
    {
        var found = new List<Violation>();
        foreach (var invariant in _invariants)
        {
            found.AddRange(await invariant.FindAsync(_db, cancellation));
            if (found.Exists(v => v.Code == DatabaseIsWhole.Damaged))
            {
                // What a damaged file says about cases means nothing.
                break;
            }
        }

        return found;
    }
}
