using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using PetitionWorkflow.Persistence.Workflows;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Persistence;

/// <summary>
/// One model for both databases. It has no DbSet properties: each mapping sits beside its entity and is found here, and
/// queries say <c>db.Set&lt;Petition&gt;()</c>.
/// </summary>
public abstract class PetitionDbContext(DbContextOptions options)
    : IdentityDbContext<StaffMember, IdentityRole<Guid>, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PetitionDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    /// <summary>
    /// The rows of a kind that this unit holds, those it has just added among them. <c>Local</c> alone would first compare every row of
    /// every kind with its copy, too dear for what a batch asks hundreds of times.
    /// </summary>
    public IReadOnlyList<TEntity> Tracked<TEntity>() where TEntity : class
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return [.. Set<TEntity>().Local];
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>Added by this unit and not told to the database yet, which therefore knows nothing that hangs on it.</summary>
    public bool IsNew<TEntity>(Guid id) where TEntity : class => Held<TEntity>(id)?.State == EntityState.Added;

    /// <summary>By the one Guid that is the key of nearly every table.</summary>
    public override ValueTask<TEntity?> FindAsync<TEntity>(object?[]? keyValues, CancellationToken cancellationToken) where TEntity : class =>
        keyValues is [Guid id] && RowById<TEntity>.IsKeyOf(Model) ? new(ByIdAsync<TEntity>(id, cancellationToken)) : base.FindAsync<TEntity>(keyValues, cancellationToken);

    private async Task<TEntity?> ByIdAsync<TEntity>(Guid id, CancellationToken cancellation) where TEntity : class =>
        Held<TEntity>(id) is { } held ? held.Entity : await RowById<TEntity>.Question.FirstAsync(this, id, cancellation);

    /// <summary>What this unit holds, without comparing every other row with its copy.</summary>
    private EntityEntry<TEntity>? Held<TEntity>(Guid id) where TEntity : class
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return Set<TEntity>().Local.FindEntry(id);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Looks for changes, so that it need not be done again.
        RaiseVersions();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>A concurrency token named Version counts the writes of its row.</summary>
    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State != EntityState.Modified || entry.Metadata.FindProperty("Version") is not { IsConcurrencyToken: true } token)
            {
                continue;
            }

            var version = entry.Property(token.Name);
            version.CurrentValue = (int)version.OriginalValue! + 1;
        }
    }
}

/// <summary>The question for one row of a table by its key.</summary>
internal static class RowById<TEntity> where TEntity : class
{
    private const string Key = "Id";

    public static KeptQuery<Guid, TEntity> Question { get; } = new((db, id) => db.Set<TEntity>().Where(row => EF.Property<Guid>(row, Key) == id));

    public static bool IsKeyOf(IModel model) => model.FindEntityType(typeof(TEntity))?.FindPrimaryKey() is { Properties: [{ Name: Key } key] } && key.ClrType == typeof(Guid);
}

/// <summary>Embedded database: one file, WAL.</summary>
public sealed class SqlitePetitionDbContext(DbContextOptions<SqlitePetitionDbContext> options) : PetitionDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        WorkflowInstanceMapping.IndexForLists(builder, holdsNames: true);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<Guid>().HaveConversion<GuidBytesConverter>();
    }
}

/// <summary>PostgreSQL: several nodes may run on it.</summary>
public sealed class PostgresPetitionDbContext(DbContextOptions<PostgresPetitionDbContext> options) : PetitionDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        WorkflowInstanceMapping.IndexForLists(builder, holdsNames: false);
    }
}
