using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>The engine's rows keep its names; they know nothing of EF, so their mappings stand here together.</summary>
internal static class WorkflowColumns
{
    /// <summary>Engine ids are 16 hex digits; imported definitions may bring longer ones.</summary>
    public const int Id = 64;

    /// <summary>Packed states and journals are replaced, never changed in place.</summary>
    public static readonly ValueComparer<byte[]> ByReference = new((a, b) => ReferenceEquals(a, b), a => a.Length, a => a);
}

internal sealed class WorkflowDefinitionMapping : IEntityTypeConfiguration<WorkflowDefinitionRow>
{
    public void Configure(EntityTypeBuilder<WorkflowDefinitionRow> row)
    {
        row.ToTable("WorkflowDefinitions");
        row.Property(d => d.Id).HasMaxLength(WorkflowColumns.Id);
        row.Property(d => d.DefinitionId).HasMaxLength(WorkflowColumns.Id);
        row.Property(d => d.Revision).HasMaxLength(WorkflowColumns.Id).IsConcurrencyToken();
        row.HasIndex(d => new { d.DefinitionId, d.Version }).IsUnique();
    }
}

internal sealed class WorkflowTriggerMapping : IEntityTypeConfiguration<TriggerRow>
{
    public void Configure(EntityTypeBuilder<TriggerRow> row)
    {
        row.ToTable("WorkflowTriggers");
        row.Property(t => t.Id).HasMaxLength(WorkflowColumns.Id);
        row.Property(t => t.DefinitionId).HasMaxLength(WorkflowColumns.Id);
        row.HasIndex(t => t.Hash);
        row.HasIndex(t => t.DefinitionId);
    }
}

internal sealed class WorkflowInstanceMapping : IEntityTypeConfiguration<WorkflowInstanceRow>
{
    public void Configure(EntityTypeBuilder<WorkflowInstanceRow> row)
    {
        row.ToTable("WorkflowInstances");
        row.Property(i => i.Id).HasMaxLength(WorkflowColumns.Id);
        row.Property(i => i.DefinitionId).HasMaxLength(WorkflowColumns.Id);
        row.Property(i => i.DefinitionVersionId).HasMaxLength(WorkflowColumns.Id);
        row.Property(i => i.ParentInstanceId).HasMaxLength(WorkflowColumns.Id);
        row.Property(i => i.ConcurrencyVersion).IsConcurrencyToken();
        row.Property(i => i.State).Metadata.SetValueComparer(WorkflowColumns.ByReference);
        row.HasIndex(i => i.DefinitionId).HasFilter("\"Status\" = 0").HasDatabaseName("IX_WorkflowInstances_Running");
        row.HasIndex(i => i.CorrelationId).HasFilter("\"CorrelationId\" IS NOT NULL");
        row.HasIndex(i => i.ParentInstanceId).HasFilter("\"ParentInstanceId\" IS NOT NULL");
    }

    /// <summary>
    /// The order of the administrator's list. On SQLite a search must not read every instance's packed state to find a few names, so the
    /// index holds what it looks at. PostgreSQL keeps large states apart from their rows, and limits the length of an index's entries.
    /// </summary>
    public static void IndexForLists(ModelBuilder model, bool holdsNames)
    {
        var row = model.Entity<WorkflowInstanceRow>();
        var index = holdsNames
            ? row.HasIndex(i => new { i.CreatedAt, i.Id, i.DefinitionId, i.CorrelationId, i.Name })
            : row.HasIndex(i => new { i.CreatedAt, i.Id });
        index.HasDatabaseName("IX_WorkflowInstances_Lists");
    }
}

internal sealed class WorkflowBookmarkMapping : IEntityTypeConfiguration<BookmarkRow>
{
    public void Configure(EntityTypeBuilder<BookmarkRow> row)
    {
        row.ToTable("WorkflowBookmarks");
        row.Property(b => b.Id).HasMaxLength(WorkflowColumns.Id);
        row.Property(b => b.InstanceId).HasMaxLength(WorkflowColumns.Id);
        row.HasIndex(b => b.Hash);
        row.HasOne<WorkflowInstanceRow>().WithMany().HasForeignKey(b => b.InstanceId);
    }
}

internal sealed class WorkflowTimerMapping : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> row)
    {
        row.ToTable("WorkflowTimers");
        row.Property(t => t.Id).HasMaxLength(WorkflowColumns.Id);
        row.Property(t => t.InstanceId).HasMaxLength(WorkflowColumns.Id);
        row.HasIndex(t => t.DueAt);
        row.HasOne<WorkflowInstanceRow>().WithMany().HasForeignKey(t => t.InstanceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class WorkflowBurstMapping : IEntityTypeConfiguration<BurstRow>
{
    public void Configure(EntityTypeBuilder<BurstRow> row)
    {
        row.ToTable("WorkflowBursts");
        row.HasKey(b => new { b.InstanceId, b.Number });
        row.Property(b => b.InstanceId).HasMaxLength(WorkflowColumns.Id);
        row.Property(b => b.Number).ValueGeneratedNever();
        row.Property(b => b.Data).Metadata.SetValueComparer(WorkflowColumns.ByReference);
        row.HasOne<WorkflowInstanceRow>().WithMany().HasForeignKey(b => b.InstanceId);
    }
}

internal sealed class WorkflowWorkMapping : IEntityTypeConfiguration<WorkItemRow>
{
    public void Configure(EntityTypeBuilder<WorkItemRow> row)
    {
        row.ToTable("WorkflowWork");
        row.Property(w => w.Id).HasMaxLength(WorkflowColumns.Id);
        row.Property(w => w.InstanceId).HasMaxLength(WorkflowColumns.Id);
        row.HasIndex(w => new { w.State, w.NotBefore });
        row.HasIndex(w => w.InstanceId).HasFilter("\"InstanceId\" IS NOT NULL");
    }
}
