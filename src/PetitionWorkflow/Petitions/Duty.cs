using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Petitions;

/// <summary>責任事項: what one unit has to do in a case beside its handling, closed by that unit alone (C40, C47, C48, C71).</summary>
public sealed class Duty
{
    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }
    public required Guid UnitId { get; init; }
    public required DutyOrigin Origin { get; init; }

    /// <summary>What is to be done, in the words of whoever gave it.</summary>
    public required string What { get; init; }

    /// <summary>The last day on which it is in time.</summary>
    public required DateOnly DueDay { get; init; }

    /// <summary>The assignment as assisting unit that it came with; null for every other origin.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>What kind of improvement the office suggested with it (R32); such a duty is closed by saying whether it is adopted.</summary>
    public ImprovementKind? Suggestion { get; init; }

    /// <summary>The unit's written answer to the suggestion (Art. 40).</summary>
    public bool? Adopted { get; private set; }

    public required DateTime GivenAt { get; init; }
    public required string GivenByName { get; init; }

    public DutyState State { get; private set; } = DutyState.Open;
    public DateTime? ClosedAt { get; private set; }
    public Guid? ClosedById { get; private set; }
    public string? ClosedByName { get; private set; }

    /// <summary>What was done, or why it is not asked for any more; null where the case itself ended it.</summary>
    public string? Words { get; private set; }

    /// <summary>Two people closing at once: the second is refused, not overwritten.</summary>
    public int Version { get; private set; }

    public void Close(DutyState state, DateTime at, Shared.ActContext act, string? words, bool? adopted = null) =>
        (State, ClosedAt, ClosedById, ClosedByName, Words, Adopted) = (state, at, act.ActorId, act.ActorName, words, adopted);
}

/// <summary>The three kinds of suggestion that supervision ends in (Arts. 14(六), 40).</summary>
public enum ImprovementKind
{
    /// <summary>改進工作</summary>
    ImproveWork = 1,

    /// <summary>完善政策</summary>
    CompletePolicy = 2,

    /// <summary>追究責任</summary>
    HoldAccountable = 3,
}

public enum DutyOrigin
{
    /// <summary>協辦</summary>
    Assisting = 1,

    /// <summary>交辦會</summary>
    AssignmentMeeting = 2,

    /// <summary>協調會</summary>
    CoordinationMeeting = 3,

    /// <summary>Named in the instruction on an urgent matter: received, and acting.</summary>
    UrgentInstruction = 4,

    /// <summary>督辦</summary>
    Supervision = 5,

    /// <summary>What an opinion supports is carried out (Art. 32).</summary>
    Execution = 6,
}

public enum DutyState
{
    Open = 1,
    Done = 2,

    /// <summary>No longer asked for.</summary>
    Waived = 3,
}

internal sealed class DutyMapping : IEntityTypeConfiguration<Duty>
{
    public void Configure(EntityTypeBuilder<Duty> duty)
    {
        duty.ToTable("Duties");
        duty.Property(d => d.GivenByName).HasMaxLength(100);
        duty.Property(d => d.ClosedByName).HasMaxLength(100);
        duty.Property(d => d.Version).IsConcurrencyToken();
        duty.HasIndex(d => new { d.PetitionId, d.UnitId });
        duty.HasIndex(d => new { d.UnitId, d.State });
    }
}
