using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace PetitionWorkflow.Persistence.Migrations;

/// <summary>For <c>dotnet ef</c> only: a model needs no server to be compared with its migrations.</summary>
internal sealed class DesignTimeSqliteContext : IDesignTimeDbContextFactory<SqlitePetitionDbContext>
{
    public SqlitePetitionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePetitionDbContext>().UseSqlite("Data Source=design-time.db").Options);
}

internal sealed class DesignTimePostgresContext : IDesignTimeDbContextFactory<PostgresPetitionDbContext>
{
    public PostgresPetitionDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPetitionDbContext>().UseNpgsql("Host=design-time").Options);
}
