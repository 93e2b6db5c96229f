using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// One clock of a case. What it was started with is kept; due day, trace and next reminder are derived from that and the calendar
/// (<see cref="ClockDerivation"/>) and can be derived again at any time.
/// </summary>
public sealed class CaseClock
{
    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }

    /// <summary>K01 … of the catalogue.</summary>
    public required string Code { get; init; }

    /// <summary>The rule's version in force when the clock started; it stays.</summary>
    public required int RuleVersion { get; init; }

    /// <summary>The profile that the case followed when the clock started; it stays. Null: the national one.</summary>
    public string? Profile { get; init; }

    /// <summary>The assignment that it measures (K07, K15, K16, K17), or the duty (K19); null for a clock of the whole case.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>The unit that is bound by it; null for the office itself and for the petitioner.</summary>
    public Guid? UnitId { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary><see cref="ClockTerms"/> as JSON.</summary>
    public string TermsJson { get; private set; } = "{}";

    public ClockState State { get; set; } = ClockState.Running;

    /// <summary>The last day on which the thing is in time.</summary>
    public DateOnly DueDay { get; private set; }

    /// <summary>UTC; the first instant that is too late.</summary>
    public DateTime DueAt { get; private set; }

    /// <summary>The first year not yet announced on which the due day depends; null when it is final.</summary>
    public int? ProvisionalYear { get; private set; }

    /// <summary><see cref="DueTrace"/> as JSON.</summary>
    public string TraceJson { get; private set; } = "{}";

    /// <summary>When it was found to have run out (UTC); always <see cref="DueAt"/> of that time.</summary>
    public DateTime? MissedAt { get; set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Why it ended: a key such as <c>feedback-received</c>, <c>case-closed</c>.</summary>
    public string? EndReason { get; private set; }

    /// <summary>The ladder is done up to this moment (UTC).</summary>
    public DateTime RemindedUntil { get; set; }

    /// <summary>UTC; the sweep finds what is due by this index. Null when nothing more will happen by itself.</summary>
    public DateTime? NextReminderAt { get; set; }

    /// <summary>Unique while the clock is open: a case cannot have the same clock twice at once. Null when ended.</summary>
    public string? OpenKey { get; private set; }

    /// <summary>The guarded claim of the sweep: of two that find the clock due, one writes.</summary>
    public int Version { get; private set; }

    public bool IsOpen => EndedAt is null;

    public bool IsProvisional => ProvisionalYear is not null;

    public ClockTerms Terms => JsonSerializer.Deserialize<ClockTerms>(TermsJson, CaseEvent.Json)!;

    public DueTrace Trace => JsonSerializer.Deserialize<DueTrace>(TraceJson, CaseEvent.Json)!;

    public static string KeyOf(Guid petitionId, string code, Guid? assignmentId) => $"{petitionId:n}:{code}:{assignmentId:n}";

    public void Open() => OpenKey = KeyOf(PetitionId, Code, AssignmentId);

    public void SetTerms(ClockTerms terms) => TermsJson = JsonSerializer.Serialize(terms, CaseEvent.Json);

    /// <summary>It runs again; the due day is to be derived anew.</summary>
    public void EndPause(DateOnly lastDay)
    {
        var terms = Terms;
        SetTerms(terms with { Pauses = [.. terms.Pauses.SkipLast(1), terms.Pauses[^1] with { Until = lastDay }] });
        State = ClockState.Running;
    }

    public void SetDue(DueDay due)
    {
        DueDay = due.Day;
        DueAt = due.At;
        ProvisionalYear = due.Trace.IsProvisional ? due.Trace.ProvisionalYears[0] : null;
        TraceJson = JsonSerializer.Serialize(due.Trace, CaseEvent.Json);
    }

    public void End(ClockState state, DateTime at, string reason)
    {
        State = state;
        EndedAt = at;
        EndReason = reason;
        OpenKey = null;
        NextReminderAt = null;
    }
}

public enum ClockState
{
    /// <summary>Running, perhaps beyond its due day: an overdue duty is still a duty.</summary>
    Running = 1,

    Paused = 2,

    /// <summary>Stopped in time.</summary>
    Met = 3,

    /// <summary>Stopped after the due day.</summary>
    Late = 4,

    /// <summary>A right that was not used in time.</summary>
    Lapsed = 5,

    /// <summary>Ended without having been met: the case was closed another way.</summary>
    Cancelled = 6,
}

internal sealed class CaseClockMapping : IEntityTypeConfiguration<CaseClock>
{
    public void Configure(EntityTypeBuilder<CaseClock> clock)
    {
        clock.ToTable("Clocks");
        clock.Property(c => c.Code).HasMaxLength(16);
        clock.Property(c => c.Profile).HasMaxLength(16);
        clock.Property(c => c.EndReason).HasMaxLength(64);
        clock.Property(c => c.OpenKey).HasMaxLength(100);
        clock.Property(c => c.Version).IsConcurrencyToken();
        clock.Ignore(c => c.Terms);
        clock.Ignore(c => c.Trace);
        clock.HasIndex(c => c.OpenKey).IsUnique();
        clock.HasIndex(c => c.PetitionId);
        clock.HasIndex(c => c.NextReminderAt).HasFilter("\"NextReminderAt\" IS NOT NULL");
        clock.HasIndex(c => c.ProvisionalYear).HasFilter("\"ProvisionalYear\" IS NOT NULL");
        clock.HasIndex(c => new { c.UnitId, c.DueAt });
    }
}
