using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PetitionWorkflow.Persistence;

/// <summary>Makes the database ready before anything is served: creates or migrates it, then lets every room seed.</summary>
public sealed partial class DatabaseStartup(IServiceScopeFactory scopes, ILogger<DatabaseStartup> log)
{
    public async Task PrepareAsync(CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();

        // A SQLite file has one serving program; PostgreSQL may see several start at once.
        await using var alone = db is SqlitePetitionDbContext ? null : await PostgresStartLock.TakeAsync(db, cancellation);
        await MigrateAsync(db, cancellation);
        foreach (var seed in scope.ServiceProvider.GetServices<IStartupSeed>())
        {
            await seed.SeedAsync(cancellation);
        }
    }

    /// <summary>True when the database has every migration that this program knows.</summary>
    public static async Task<bool> IsCurrentAsync(PetitionDbContext db, CancellationToken cancellation = default) =>
        await db.Database.CanConnectAsync(cancellation) && !(await db.Database.GetPendingMigrationsAsync(cancellation)).Any();

    private async Task MigrateAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        // Asking first keeps an ordinary start from taking the migration lock at all.
        if (await IsCurrentAsync(db, cancellation))
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
