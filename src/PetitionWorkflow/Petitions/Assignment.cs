namespace PetitionWorkflow.Petitions;

/// <summary>《信訪事項交辦單》 to one unit: content, requirements, limit (C38), sign-for (C39), responsible handler (C41).</summary>
public sealed class Assignment
{
    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>主辦 or 協辦.</summary>
    public required bool IsLead { get; init; }

    public required string Content { get; init; }
    public required string Requirements { get; init; }

    /// <summary>辦理期限: the last legal day for the feedback (K07).</summary>
    public required DateOnly DueDay { get; set; }

    public required DateTime AssignedAt { get; init; }
    public Guid? AssignedById { get; init; }

    /// <summary>The rule that chose the unit, with version and inputs, or the clerk's own reason (C05, C20).</summary>
    public required string Reason { get; init; }

    public DateTime? SignedAt { get; set; }
    public Guid? SignedById { get; set; }
    /// <summary>Who signed the slip on paper, where that was not whoever completed the task (C39).</summary>
    public string? PaperSigner { get; set; }

    public DateOnly? PaperSignedOn { get; set; }

    public Guid? ResponsibleHandlerId { get; set; }
    public DateTime? FeedbackAt { get; set; }

    /// <summary>Set when the unit handed the matter back or the case was moved away from it.</summary>
    public DateTime? EndedAt { get; set; }
}
