namespace PetitionWorkflow.Intake.Registers;

/// <summary>來電登記 (二(五)1, C32-C34).</summary>
public sealed record CallRegister : ChannelRegister
{
    /// <summary>The office answers within so many rings (C33).</summary>
    public const int MaxRings = 3;

    /// <summary>來電號碼; the number to call back stands with the petitioner.</summary>
    public string? CallerNumber { get; init; }

    /// <summary>響鈴次數: the office answers within three rings (C33, K19).</summary>
    public int? Rings { get; init; }

    public int? DurationMinutes { get; init; }

    /// <summary>錄音編號</summary>
    public string? RecordingNumber { get; init; }

    /// <summary>The record was read back to the caller (C34 with C16).</summary>
    public bool StatementConfirmed { get; init; }
}
