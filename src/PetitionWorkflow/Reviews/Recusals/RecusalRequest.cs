using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Reviews.Recusals;

/// <summary>回避申請 (R15, Art. 28 ¶3): somebody asks that a person have nothing to do with a case; a leader decides, with the reason.</summary>
public sealed class RecusalRequest
{
    public const int MaxName = 100;
    public const int MaxReason = 1000;

    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }

    /// <summary>Who is meant, in the words of whoever asks: a petitioner knows a name, not an account.</summary>
    public required string Named { get; init; }

    /// <summary>The account that is meant; of a petitioner's request only once a leader has said who it is.</summary>
    public Guid? PersonId { get; private set; }

    public required string Reason { get; init; }
    public required DateTime AskedAt { get; init; }

    /// <summary>Null for the petitioner.</summary>
    public Guid? AskedById { get; init; }

    public required string AskedByName { get; init; }

    public RecusalState State { get; private set; } = RecusalState.Open;
    public DateTime? DecidedAt { get; private set; }
    public string? DecidedByName { get; private set; }
    public string? DecisionReason { get; private set; }

    /// <summary>Two leaders deciding at once: the second is refused.</summary>
    public int Version { get; private set; }

    public RecusalRequest Of(Guid? person)
    {
        PersonId = person;
        return this;
    }

    public void Decide(RecusalState state, Guid? person, DateTime at, string by, string reason) =>
        (State, PersonId, DecidedAt, DecidedByName, DecisionReason) = (state, person ?? PersonId, at, by, reason);
}

public enum RecusalState
{
    Open = 1,
    Upheld = 2,
    Declined = 3,
}

internal sealed class RecusalRequestMapping : IEntityTypeConfiguration<RecusalRequest>
{
    public void Configure(EntityTypeBuilder<RecusalRequest> request)
    {
        request.ToTable("RecusalRequests");
        request.Property(r => r.Named).HasMaxLength(RecusalRequest.MaxName);
        request.Property(r => r.Reason).HasMaxLength(RecusalRequest.MaxReason);
        request.Property(r => r.AskedByName).HasMaxLength(100);
        request.Property(r => r.DecidedByName).HasMaxLength(100);
        request.Property(r => r.DecisionReason).HasMaxLength(RecusalRequest.MaxReason);
        request.Property(r => r.Version).IsConcurrencyToken();
        request.HasIndex(r => r.PetitionId);
        request.HasIndex(r => new { r.State, r.AskedAt });
        request.HasOne<Petition>().WithMany().HasForeignKey(r => r.PetitionId);
    }
}
