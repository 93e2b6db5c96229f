using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// Of several programs that start on one PostgreSQL, one at a time brings the database to its version and seeds it. The lock belongs to a
/// connection of its own: it dies with the program that holds it.
/// </summary>
internal static class PostgresStartLock
{
    /// <summary>Any number, the same in every program.</summary>
    private const long Key = 20220501;

    public static async Task<IAsyncDisposable> TakeAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        // A pooled connection would keep the lock after it is given back.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ToString());
        try
        {
            await OpenAsync(connection, db, cancellation);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task OpenAsync(NpgsqlConnection connection, PetitionDbContext db, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(db, cancellation);
            await connection.OpenAsync(cancellation);
        }
    }

    private static async Task CreateDatabaseAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        try
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellation);
        }
        catch (PostgresException faster) when (faster.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another program that starts has made it.
        }
    }
}
