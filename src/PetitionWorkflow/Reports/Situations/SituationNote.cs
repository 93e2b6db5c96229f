using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Reports.Situations;

/// <summary>信訪情況專報 (四(一)1, C58): what a unit sees coming or going on in its region, tied to no case. What was written stays as it is.</summary>
public sealed class SituationNote
{
    public const int MaxTitle = 200;
    public const int MaxText = 4000;

    public required Guid Id { get; init; }

    /// <summary>Null: the office itself took it down, from a talk with a region for instance.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>As it was called then.</summary>
    public required string UnitName { get; init; }

    public required SituationKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public required DateTime WrittenAt { get; init; }
    public required Guid WrittenById { get; init; }
    public required string WrittenBy { get; init; }

    /// <summary>A clerk has read it and says what is done about it.</summary>
    public DateTime? NotedAt { get; private set; }

    public string? NotedBy { get; private set; }
    public string? Remark { get; private set; }
    public int Version { get; private set; }

    public void Note(string remark, DateTime at, string by) => (Remark, NotedAt, NotedBy) = (remark, at, by);
}

public enum SituationKind
{
    /// <summary>動態</summary>
    Development = 1,

    /// <summary>風險隱患: told at once.</summary>
    Risk = 2,

    /// <summary>做法、建議</summary>
    Practice = 3,
}

internal sealed class SituationNoteMapping : IEntityTypeConfiguration<SituationNote>
{
    public void Configure(EntityTypeBuilder<SituationNote> note)
    {
        note.ToTable("SituationNotes");
        note.Property(n => n.UnitName).HasMaxLength(200);
        note.Property(n => n.Title).HasMaxLength(SituationNote.MaxTitle);
        note.Property(n => n.Text).HasMaxLength(SituationNote.MaxText);
        note.Property(n => n.WrittenBy).HasMaxLength(100);
        note.Property(n => n.NotedBy).HasMaxLength(100);
        note.Property(n => n.Remark).HasMaxLength(SituationNote.MaxText);
        note.Property(n => n.Version).IsConcurrencyToken();
        note.HasIndex(n => n.WrittenAt);
        note.HasIndex(n => n.UnitId);
    }
}
