using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Categories;

namespace PetitionWorkflow.TestKit;

/// <summary>
/// A database with all migrations and the shipped classification, made once per test process; every service under test starts from a copy. A model that
/// its migrations do not know fails here, and the message says to add one (docs/development.md).
/// </summary>
public static class DatabaseTemplate
{
    private static readonly Lazy<Task<byte[]>> SqliteFile = new(MakeSqliteAsync);
    private static readonly Lazy<Task<string>> PostgresName = new(MakePostgresAsync);

    public static async Task CopySqliteAsync(string file) => await File.WriteAllBytesAsync(file, await SqliteFile.Value);

    /// <returns>The connection string of a new database.</returns>
    public static async Task<string> CopyPostgresAsync() => PostgresServer.NewDatabase(await PostgresName.Value);

    private static async Task<byte[]> MakeSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("petition-template-");
        try
        {
            var file = Path.Combine(folder.FullName, "template.db");
            var connection = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString();
            await using (var db = new SqlitePetitionDbContext(new DbContextOptionsBuilder<SqlitePetitionDbContext>().UseSqlite(connection).Options))
            {
                await db.Database.MigrateAsync();
                await SeedAsync(db);
            }

            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> MakePostgresAsync()
    {
        var connection = PostgresServer.NewDatabase();
        await using var db = new PostgresPetitionDbContext(new DbContextOptionsBuilder<PostgresPetitionDbContext>().UseNpgsql(connection).Options);
        await db.Database.MigrateAsync();
        await SeedAsync(db);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => PostgresServer.Drop(connection);
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    /// <summary>The rows that every service would write at its first start, written once.</summary>
    private static async Task SeedAsync(PetitionDbContext db)
    {
        db.AddRange(ShippedCategories.All());
        await db.SaveChangesAsync();
    }
}
