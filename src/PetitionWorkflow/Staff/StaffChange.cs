using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>Who changed what about a unit or a staff member; append-only. Cases have their own history.</summary>
public sealed class StaffChange
{
    public long Id { get; private set; }

    /// <summary>The unit or the staff member.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The use case: <c>CreateUnit</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What was set, JSON, without passwords.</summary>
    public required string Data { get; init; }

    public required DateTime At { get; init; }
    public Guid? ActorId { get; init; }
    public required string ActorName { get; init; }
    public string? Reason { get; init; }

    public static StaffChange Of(Guid subjectId, string kind, object what, ActContext act, DateTime at) => new()
    {
        SubjectId = subjectId,
        Kind = kind,
        Data = System.Text.Json.JsonSerializer.Serialize(what, what.GetType(), CaseEvent.Json),
        At = at,
        ActorId = act.ActorId,
        ActorName = act.ActorName,
        Reason = act.Reason,
    };
}

internal sealed class StaffChangeMapping : IEntityTypeConfiguration<StaffChange>
{
    public void Configure(EntityTypeBuilder<StaffChange> change)
    {
        change.ToTable("StaffChanges");
        change.Property(c => c.Kind).HasMaxLength(64);
        change.Property(c => c.ActorName).HasMaxLength(100);
        change.HasIndex(c => c.SubjectId);
    }
}
