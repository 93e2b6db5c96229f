using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Persistence;

/// <summary>Both migration sets are current (docs/development.md says how to add one), and a start survives what a kill leaves.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void SqliteMigrations_AreCurrent() => AssertCurrent(
        new SqlitePetitionDbContext(new DbContextOptionsBuilder<SqlitePetitionDbContext>().UseSqlite("Data Source=none").Options));

    [Fact]
    public void PostgresMigrations_AreCurrent() => AssertCurrent(
        new PostgresPetitionDbContext(new DbContextOptionsBuilder<PostgresPetitionDbContext>().UseNpgsql("Host=none").Options));

    [Fact]
    public async Task PrepareAsync_OnAnEmptyFolder_CreatesTheDatabaseAndASecondRunChangesNothing()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Database:ConnectionString", "Data Source=fresh.db"));
        var before = await service.QueryAsync(db => db.Roles.CountAsync(TestContext.Current.CancellationToken));

        await service.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Path.Combine(service.Root, "fresh.db")));
        Assert.Equal(before, await service.QueryAsync(db => db.Roles.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task PrepareAsync_WhenAKilledProcessLeftTheMigrationMark_StillMigrates()
    {
        var folder = Directory.CreateTempSubdirectory("petition-test-").FullName;
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "half.db"), Pooling = false }.ToString();
        await using var db = new SqlitePetitionDbContext(new DbContextOptionsBuilder<SqlitePetitionDbContext>().UseSqlite(connection).Options);
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            """, TestContext.Current.CancellationToken);
        var services = new ServiceCollection().AddScoped<PetitionDbContext>(_ => db).BuildServiceProvider();
        var startup = new DatabaseStartup(services.GetRequiredService<IServiceScopeFactory>(), NullLogger<DatabaseStartup>.Instance);

        await startup.PrepareAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Path.Combine(folder, "half.db")));
        Directory.Delete(folder, recursive: true);
    }

    private static void AssertCurrent(PetitionDbContext db)
    {
        using (db)
        {
            var snapshot = db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model;
            var known = db.GetService<IModelRuntimeInitializer>().Initialize(((IMutableModel)snapshot).FinalizeModel(), designTime: true);
            var differences = db.GetService<IMigrationsModelDiffer>()
                .GetDifferences(known.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel());
            Assert.True(
                differences.Count == 0,
                "The model changed and its migrations did not; run src/PetitionWorkflow/Persistence/Migrations/regenerate.sh: "
                + string.Join(", ", differences.Select(d => d.GetType().Name + " " + NameOf(d))));
        }
    }

    private static string NameOf(object operation) =>
        string.Join(".", new[] { "Table", "Name" }.Select(p => operation.GetType().GetProperty(p)?.GetValue(operation) as string).Where(n => n is not null));
}
