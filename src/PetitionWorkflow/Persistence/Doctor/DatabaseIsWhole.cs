using Microsoft.EntityFrameworkCore;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>SQLite's own examination of its file and of the foreign keys. PostgreSQL examines itself.</summary>
internal sealed class DatabaseIsWhole : IInvariant
{
    public const string Damaged = "database-damaged";

    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        if (db is not SqlitePetitionDbContext)
        {
            return [];
        }

        var damages = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync(cancellation);
        var orphans = await db.Database.SqlQueryRaw<string>("""SELECT DISTINCT "table" AS Value FROM pragma_foreign_key_check""").ToListAsync(cancellation);
        return
        [
            .. damages.Where(d => d != "ok").Select(d => new Violation(Damaged, "petitions.db", d)),
            .. orphans.Select(table => new Violation("row-without-parent", table)),
        ];
    }
}
