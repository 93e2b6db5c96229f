using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Deadlines.Pauses;

/// <summary>A unit asks, with ground and evidence, that its clocks of a case stand still until a day; the office decides. It is never removed.</summary>
public sealed class PauseRequest
{
    /// <summary>Characters, of every text.</summary>
    public const int MaxText = 1000;

    /// <summary>Days from the asking; who needs longer asks again.</summary>
    public const int MaxDays = 90;

    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }

    /// <summary>Null: the office itself, for every clock of the case.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>One of <see cref="PauseGrounds"/>.</summary>
    public required string Ground { get; init; }

    public required string Reason { get; init; }

    /// <summary>Which paper shows it: the order for an appraisal, the invitation to a hearing.</summary>
    public required string Evidence { get; init; }

    /// <summary>The last day of the pause; it ends by itself then.</summary>
    public required DateOnly LastDay { get; init; }

    public required DateTime AskedAt { get; init; }
    public required Guid AskedById { get; init; }
    public required string AskedBy { get; init; }

    public PauseState State { get; private set; } = PauseState.Asked;
    public DateTime? DecidedAt { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? DecisionReason { get; private set; }
    public DateTime? EndedAt { get; private set; }
    public string? EndedBy { get; private set; }
    public string? EndReason { get; private set; }

    /// <summary>Two who decide at once: the second is refused.</summary>
    public int Version { get; private set; }

    public bool IsOpen => State is PauseState.Asked or PauseState.Running;

    public void Decide(bool isApproved, string? reason, DateTime at, string by) =>
        (State, DecisionReason, DecidedAt, DecidedBy) = (isApproved ? PauseState.Running : PauseState.Refused, reason, at, by);

    public void End(string reason, DateTime at, string by) => (State, EndReason, EndedAt, EndedBy) = (PauseState.Ended, reason, at, by);
}

public enum PauseState
{
    Asked = 1,
    Running = 2,
    Refused = 3,
    Ended = 4,
}

internal sealed class PauseRequestMapping : IEntityTypeConfiguration<PauseRequest>
{
    public void Configure(EntityTypeBuilder<PauseRequest> request)
    {
        request.ToTable("PauseRequests");
        request.Property(r => r.Ground).HasMaxLength(32);
        request.Property(r => r.Reason).HasMaxLength(PauseRequest.MaxText);
        request.Property(r => r.Evidence).HasMaxLength(PauseRequest.MaxText);
        request.Property(r => r.AskedBy).HasMaxLength(100);
        request.Property(r => r.DecidedBy).HasMaxLength(100);
        request.Property(r => r.DecisionReason).HasMaxLength(PauseRequest.MaxText);
        request.Property(r => r.EndedBy).HasMaxLength(100);
        request.Property(r => r.EndReason).HasMaxLength(PauseRequest.MaxText);
        request.Property(r => r.Version).IsConcurrencyToken();
        request.HasIndex(r => r.PetitionId);
        request.HasIndex(r => new { r.State, r.LastDay });
    }
}
