using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PetitionWorkflow.Persistence;

/// <summary>Makes the database ready before anything is served: creates or migrates it, then lets every room seed.</summary>
public sealed partial class DatabaseStartup(IServiceScopeFactory scopes, ILogger<DatabaseStartup> log)
{
    /// <exception cref="UnusableDatabaseException">It cannot be reached, is no database, or was made by a newer version.</exception>
    public async Task PrepareAsync(CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();

        // A SQLite file has one serving program; PostgreSQL may see several start at once.
        await using var alone = db is SqlitePetitionDbContext ? null : await ReachAsync(() => PostgresStartLock.TakeAsync(db, cancellation));
        await MigrateAsync(db, await ReachAsync(() => AppliedAsync(db, cancellation)), cancellation);
        foreach (var seed in scope.ServiceProvider.GetServices<IStartupSeed>())
        {
            await seed.SeedAsync(cancellation);
        }
    }

    private static async Task<IReadOnlyList<string>> AppliedAsync(PetitionDbContext db, CancellationToken cancellation) =>
        [.. await db.Database.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellation) ? await db.Database.GetAppliedMigrationsAsync(cancellation) : []];

    private static async Task<T> ReachAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (DbException failed)
        {
            throw new UnusableDatabaseException($"The database cannot be used: {failed.Message} See Database:Provider and Database:ConnectionString.", failed);
        }
    }

    private async Task MigrateAsync(PetitionDbContext db, IReadOnlyList<string> applied, CancellationToken cancellation)
    {
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).ToList() is { Count: > 0 } unknown)
        {
            throw new UnusableDatabaseException(
                $"The database was made by another version of this program, whose changes this one does not know ({string.Join(", ", unknown)}). "
                + "It was left as it is: start the version that it belongs to or a newer one, or choose another database (Database:ConnectionString, Storage:Root).");
        }

        // An ordinary start does not take the migration lock at all.
        if (known.Count == applied.Count)
        {
            return;
        }

        LogMigrating();
        if (db is not SqlitePetitionDbContext)
        {
            await db.Database.MigrateAsync(cancellation);
            return;
        }

        using var alone = await SqliteFileLock.TakeAsync(db.Database.GetDbConnection().DataSource, cancellation);

        // EF marks a migration in progress by a row; a process that was killed leaves it behind and every later start would wait for
        // ever. The operating system's lock dies with its process, so whoever holds it may remove the mark.
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
        await db.Database.MigrateAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Bringing the database to the current version")]
    private partial void LogMigrating();
}
