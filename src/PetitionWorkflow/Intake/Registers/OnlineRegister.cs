namespace PetitionWorkflow.Intake.Registers;

/// <summary>網絡信訪登記 (二(五)2, C35-C36). The platform is the case's sub-channel.</summary>
public sealed record OnlineRegister : ChannelRegister
{
    /// <summary>官網, 微博, 微信 …</summary>
    public string? Platform { get; init; }

    /// <summary>平台消息ID</summary>
    public string? MessageId { get; init; }

    /// <summary>The name or number under which the petitioner wrote on the platform.</summary>
    public string? Account { get; init; }

    /// <summary>抓取時間 (UTC)</summary>
    public DateTime? CapturedAt { get; init; }

    /// <summary>公開 or 私信; null when not known.</summary>
    public bool? IsPublic { get; init; }

    public string? Link { get; init; }

    /// <summary>被檢舉控告的單位或人員, in the petitioner's words.</summary>
    public string? Accused { get; init; }

    public int? Likes { get; init; }
    public int? Dislikes { get; init; }

    /// <summary>What the platform had answered before the message came here.</summary>
    public string? Reply { get; init; }

    /// <summary>UTC</summary>
    public DateTime? RepliedAt { get; init; }

    /// <summary>The platform's own classification, as it stood there; a suggestion for ours.</summary>
    public string? Category { get; init; }
}
