using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Deadlines.Cards;

/// <summary>
/// What a unit says to its card, and what a leader made of it. A card has one reply; the key is the card's own in the ledger of the
/// ladder (<see cref="ClockReminder"/>), so a second one is impossible to write.
/// </summary>
public sealed class CardReply
{
    /// <summary>Characters, of the reply and of the leader's reason.</summary>
    public const int MaxText = 2000;

    public required Guid ClockId { get; init; }
    public required DateOnly DueDay { get; init; }

    /// <summary><see cref="LadderStage.Key"/> of the card.</summary>
    public required string Stage { get; init; }

    public required Guid PetitionId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Text { get; init; }
    public required DateTime RepliedAt { get; init; }
    public required Guid RepliedById { get; init; }
    public required string RepliedBy { get; init; }

    public CardDecision? Decision { get; private set; }
    public string? Reason { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedBy { get; private set; }
    public int Version { get; private set; }

    public void Decide(CardDecision decision, string reason, DateTime at, Guid byId, string by) =>
        (Decision, Reason, DecidedAt, DecidedById, DecidedBy) = (decision, reason, at, byId, by);
}

public enum CardDecision
{
    /// <summary>The card stands.</summary>
    Upheld = 1,

    /// <summary>It no longer counts; what happened stays in the history.</summary>
    Withdrawn = 2,
}

internal sealed class CardReplyMapping : IEntityTypeConfiguration<CardReply>
{
    public void Configure(EntityTypeBuilder<CardReply> reply)
    {
        reply.ToTable("CardReplies");
        reply.HasKey(r => new { r.ClockId, r.DueDay, r.Stage });
        reply.Property(r => r.Stage).HasMaxLength(32);
        reply.Property(r => r.Text).HasMaxLength(CardReply.MaxText);
        reply.Property(r => r.RepliedBy).HasMaxLength(200);
        reply.Property(r => r.Reason).HasMaxLength(CardReply.MaxText);
        reply.Property(r => r.DecidedBy).HasMaxLength(200);
        reply.Property(r => r.Version).IsConcurrencyToken();
    }
}
