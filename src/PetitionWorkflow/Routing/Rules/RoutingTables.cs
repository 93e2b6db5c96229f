using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>A version of the decision table as it was put in force; never changed afterwards.</summary>
public sealed class RoutingTableVersion
{
    public required int Version { get; init; }
    public required string Json { get; init; }
    public required DateTime InForceSince { get; init; }
    public Guid? PublishedById { get; init; }

    /// <summary>Who put it in force, by the name of that day.</summary>
    public required string PublishedBy { get; init; }

    /// <summary>Why it was changed, in the administrator's words.</summary>
    public string? Note { get; init; }
}

internal sealed class RoutingTableVersionMapping : IEntityTypeConfiguration<RoutingTableVersion>
{
    public void Configure(EntityTypeBuilder<RoutingTableVersion> version)
    {
        version.ToTable("RoutingTables");
        version.HasKey(v => v.Version);
        version.Property(v => v.Version).ValueGeneratedNever();
        version.Property(v => v.PublishedBy).HasMaxLength(200);
        version.Property(v => v.Note).HasMaxLength(PublishRoutingTable.MaxNote);
    }
}

/// <summary>The table in force. Parsed once per version: versions never change.</summary>
public sealed class RoutingTables(PetitionDbContext db, RoutingTableCache cache)
{
    public async Task<(int Version, RoutingTable Table)> InForceAsync(CancellationToken cancellation)
    {
        var version = await db.Set<RoutingTableVersion>().MaxAsync(v => (int?)v.Version, cancellation)
            ?? throw new InvalidOperationException("No decision table is in force; the start-up seeds one.");
        if (cache.Find(version) is { } known)
        {
            return (version, known);
        }

        var json = await db.Set<RoutingTableVersion>().Where(v => v.Version == version).Select(v => v.Json).SingleAsync(cancellation);
        return (version, cache.Keep(version, RoutingTable.Read(json).Value));
    }

    /// <summary>Every version, the newest first.</summary>
    public async Task<IReadOnlyList<RoutingTableVersion>> VersionsAsync(CancellationToken cancellation) =>
        await db.Set<RoutingTableVersion>().AsNoTracking().OrderByDescending(v => v.Version).ToListAsync(cancellation);
}

public sealed class RoutingTableCache
{
    private (int Version, RoutingTable Table)? _last;

    public RoutingTable? Find(int version) => _last is { } last && last.Version == version ? last.Table : null;

    public RoutingTable Keep(int version, RoutingTable table)
    {
        _last = (version, table);
        return table;
    }
}

/// <summary>Puts a new version of the decision table in force; cases already routed keep what the old one said.</summary>
public sealed record PublishRoutingTable(string Json, ActContext Act)
{
    /// <summary>Characters.</summary>
    public const int MaxNote = 200;

    public string? Note { get; init; }
}

public sealed class PublishRoutingTableHandler(UnitOfWork work)
{
    public async Task<Result<int>> HandleAsync(PublishRoutingTable command, CancellationToken cancellation)
    {
        if (RoutingTable.Read(command.Json).Refusal is { } wrong)
        {
            return wrong;
        }

        await work.BeginAsync(cancellation);
        var last = await work.Db.Set<RoutingTableVersion>().MaxAsync(v => (int?)v.Version, cancellation) ?? 0;
        work.Db.Add(new RoutingTableVersion
        {
            Version = last + 1,
            Json = command.Json,
            InForceSince = work.Time.UtcNow(),
            PublishedById = command.Act.ActorId,
            PublishedBy = command.Act.ActorName,
            Note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim(),
        });
        return last + 1;
    }
}

/// <summary>The table that comes with the service is version 1.</summary>
internal sealed class RoutingTableSeed(PetitionDbContext db, UnitOfWorkRunner runner) : IStartupSeed
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        if (await db.Set<RoutingTableVersion>().AnyAsync(cancellation))
        {
            return;
        }

        using var stream = typeof(RoutingTableSeed).Assembly.GetManifestResourceStream("routing/routing-table.json")!;
        using var reader = new StreamReader(stream);
        var shipped = await reader.ReadToEndAsync(cancellation);
        var done = await runner.RunAsync<PublishRoutingTableHandler, int>(
            handler => handler.HandleAsync(new PublishRoutingTable(shipped, ActContext.System("seed")), cancellation), cancellation);
        if (done.Refusal is { } wrong)
        {
            throw new InvalidOperationException($"The shipped decision table is refused: {wrong.Code} {string.Join(' ', wrong.Args)}");
        }
    }
}
