using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Persistence;

/// <summary>Both migration sets are current (docs/development.md says how to add one), and a start survives what a kill leaves.</summary>
public sealed class MigrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
        var before = await service.QueryAsync(db => db.Roles.CountAsync(Cancellation));

        await service.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(Cancellation);

        Assert.True(File.Exists(Path.Combine(service.Root, "fresh.db")));
        Assert.Equal(before, await service.QueryAsync(db => db.Roles.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task PrepareAsync_WhenAKilledProcessLeftTheMigrationMark_StillMigrates()
    {
        await using var made = NewDatabase(DatabaseProvider.Sqlite);
        await made.Db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            """, Cancellation);

        await PrepareAsync(made.Db);

        Assert.Empty(await made.Db.Database.GetPendingMigrationsAsync(Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task PrepareAsync_OnADatabaseOfEachEarlierVersion_BringsItToThisOne(DatabaseProvider database)
    {
        Assert.SkipUnless(database == DatabaseProvider.Sqlite || PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
        List<string> versions;
        await using (var any = NewDatabase(database))
        {
            versions = [.. any.Db.Database.GetMigrations()];
        }

        foreach (var version in versions)
        {
            await using var made = NewDatabase(database);
            await made.Db.GetService<IMigrator>().MigrateAsync(version, Cancellation);

            await PrepareAsync(made.Db);

            Assert.Equal(versions, await made.Db.Database.GetAppliedMigrationsAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task PrepareAsync_OnADatabaseOfANewerVersion_SaysSo_AndLeavesItAsItIs(DatabaseProvider database)
    {
        Assert.SkipUnless(database == DatabaseProvider.Sqlite || PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
        await using var made = NewDatabase(database);
        await made.Db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" VARCHAR(150) PRIMARY KEY, "ProductVersion" VARCHAR(32) NOT NULL);
            INSERT INTO "__EFMigrationsHistory" VALUES ('20990101000000_Later', '10.0.0');
            """, Cancellation);

        var refused = await Assert.ThrowsAsync<UnusableDatabaseException>(() => PrepareAsync(made.Db));

        Assert.Contains("20990101000000_Later", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["20990101000000_Later"], await made.Db.Database.GetAppliedMigrationsAsync(Cancellation));
    }

    private static Task PrepareAsync(PetitionDbContext db)
    {
        var services = new ServiceCollection().AddSingleton(db).BuildServiceProvider();
        return new DatabaseStartup(services.GetRequiredService<IServiceScopeFactory>(), NullLogger<DatabaseStartup>.Instance).PrepareAsync(Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(120), Cancellation);
    }

    private static MadeDatabase NewDatabase(DatabaseProvider database)
    {
        if (database == DatabaseProvider.PostgreSql)
        {
            var connection = PostgresServer.NewDatabase();
            return new MadeDatabase(
                new PostgresPetitionDbContext(new DbContextOptionsBuilder<PostgresPetitionDbContext>().UseNpgsql(connection).Options), () => PostgresServer.Drop(connection));
        }

        var folder = Directory.CreateTempSubdirectory("petition-test-").FullName;
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "made.db"), Pooling = false }.ToString();
        return new MadeDatabase(
            new SqlitePetitionDbContext(new DbContextOptionsBuilder<SqlitePetitionDbContext>().UseSqlite(file).Options), () => Directory.Delete(folder, recursive: true));
    }

    private sealed record MadeDatabase(PetitionDbContext Db, Action Remove) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            Remove();
        }
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
                "The model changed and its migrations did not; run src/PetitionWorkflow/Persistence/Migrations/add.sh NAME: "
                + string.Join(", ", differences.Select(d => d.GetType().Name + " " + NameOf(d))));
        }
    }

    private static string NameOf(object operation) =>
        string.Join(".", new[] { "Table", "Name" }.Select(p => operation.GetType().GetProperty(p)?.GetValue(operation) as string).Where(n => n is not null));
}
