using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Intake;

/// <summary>What a clerk writes into a register, for a new case or as a correction of an old one.</summary>
public sealed record RegisterEntry
{
    public required ChannelRegister Register { get; init; }
    public required Petitioner Petitioner { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    public string? Place { get; init; }
}
