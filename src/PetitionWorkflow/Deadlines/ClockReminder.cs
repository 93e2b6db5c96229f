using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// The ledger of the ladder: one row per clock, due day and stage, written in the transaction that queues its mails. The key makes
/// a stage that is sent twice impossible to write; a moved due day begins a new ladder.
/// </summary>
public sealed class ClockReminder
{
    public required Guid ClockId { get; init; }
    public required DateOnly DueDay { get; init; }

    /// <summary><see cref="LadderStage.Key"/></summary>
    public required string Stage { get; init; }

    public required Guid PetitionId { get; init; }
    public Guid? UnitId { get; init; }
    public required StageKind Kind { get; init; }
    public required int Number { get; init; }

    /// <summary>When the stage was due (UTC).</summary>
    public required DateTime DueAt { get; init; }

    /// <summary>When the sweep came by (UTC).</summary>
    public required DateTime RecordedAt { get; init; }

    public required ReminderFate Fate { get; init; }

    /// <summary>Mails queued.</summary>
    public required int Mails { get; init; }
}

public enum ReminderFate
{
    Sent = 1,

    /// <summary>The clock had already gone on to a later stage: that one was sent instead.</summary>
    Skipped = 2,

    /// <summary>The stage marks a fact and writes to nobody.</summary>
    Marked = 3,
}

internal sealed class ClockReminderMapping : IEntityTypeConfiguration<ClockReminder>
{
    public void Configure(EntityTypeBuilder<ClockReminder> reminder)
    {
        reminder.ToTable("ClockReminders");
        reminder.HasKey(r => new { r.ClockId, r.DueDay, r.Stage });
        reminder.Property(r => r.Stage).HasMaxLength(32);
        reminder.HasIndex(r => r.PetitionId);
        reminder.HasIndex(r => new { r.UnitId, r.Kind });
    }
}
