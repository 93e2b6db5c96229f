using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

internal sealed class PetitionMapping : IEntityTypeConfiguration<Petition>
{
    public void Configure(EntityTypeBuilder<Petition> petition)
    {
        petition.ToTable("Petitions");
        petition.Property(p => p.Number).HasMaxLength(32);
        petition.Property(p => p.SubChannel).HasMaxLength(64);
        petition.Property(p => p.Subject).HasMaxLength(500);
        petition.Property(p => p.Place).HasMaxLength(200);
        petition.Property(p => p.SourceId).HasMaxLength(128);
        petition.Property(p => p.Category).HasMaxLength(200);
        petition.Property(p => p.WorkflowInstanceId).HasMaxLength(32);
        petition.Property(p => p.QueryCodeHash).HasMaxLength(64);
        petition.Property(p => p.FinalBy).HasMaxLength(320);
        petition.Property(p => p.Version).IsConcurrencyToken();
        petition.HasIndex(p => p.Number).IsUnique();
        petition.HasIndex(p => p.SourceId).IsUnique();
        petition.HasIndex(p => new { p.Stage, p.ReceivedAt, p.Id });
        petition.HasIndex(p => p.LeadUnitId);
        petition.HasIndex(p => p.ParentId);
        petition.HasIndex(p => p.FinalOn).HasFilter("\"FinalOn\" IS NOT NULL");
        petition.HasIndex(p => p.WorkflowInstanceId);
        petition.OwnsOne(p => p.Petitioner, person =>
        {
            person.Property(x => x.Name).HasMaxLength(100);
            person.Property(x => x.Address).HasMaxLength(300);
            person.Property(x => x.Phone).HasMaxLength(50);
            person.Property(x => x.Email).HasMaxLength(254);
        });
        petition.Navigation(p => p.Petitioner).IsRequired();
        petition.HasMany(p => p.Assignments).WithOne().HasForeignKey(a => a.PetitionId);
        petition.HasMany(p => p.Duties).WithOne().HasForeignKey(d => d.PetitionId);
        petition.HasMany(p => p.Barred).WithOne().HasForeignKey(b => b.PetitionId);
    }
}

internal sealed class AssignmentMapping : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> assignment)
    {
        assignment.ToTable("Assignments");
        assignment.HasIndex(a => new { a.PetitionId, a.UnitId, a.EndedAt });
        assignment.HasIndex(a => new { a.UnitId, a.EndedAt });
    }
}

internal sealed class CaseEventMapping : IEntityTypeConfiguration<CaseEvent>
{
    public void Configure(EntityTypeBuilder<CaseEvent> happened)
    {
        happened.ToTable("CaseEvents");
        happened.Property(e => e.Kind).HasMaxLength(64);
        happened.Property(e => e.ActorName).HasMaxLength(100);
        happened.HasIndex(e => e.PetitionId);

        // An index on every kind would be as large as the history.
        foreach (var kind in typeof(IFoundAcrossCases).Assembly.GetTypes().Where(t => t.IsClass && t.IsAssignableTo(typeof(IFoundAcrossCases))).Select(t => t.Name).Order(StringComparer.Ordinal))
        {
            happened.HasIndex(e => e.At, $"IX_CaseEvents_{kind}").HasFilter($"\"Kind\" = '{kind}'");
        }
    }
}
