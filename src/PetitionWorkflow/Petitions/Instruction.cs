using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

/// <summary>批示: what a leader decided on an urgent, important or complex case (C21, C28, C37). Recorded once, never changed.</summary>
public sealed class Instruction
{
    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }
    public required string Text { get; init; }
    public required DateTime GivenAt { get; init; }
    public required Guid? GivenById { get; init; }
    public required string GivenByName { get; init; }

    /// <summary>The case is checked on at this interval (C28); null leaves it to the clocks.</summary>
    public int? TrackEveryDays { get; init; }
}

public sealed record InstructionGiven(Guid InstructionId, bool ForUrgency) : ICaseEvent;

/// <summary>Whether a case may be assigned as far as leaders are concerned.</summary>
public static class InstructionRule
{
    /// <summary>An ordinary case needs none (C27); an important or complex one, or an urgent one, does (C21, C28).</summary>
    public static bool IsNeeded(Petition petition) => petition.IsUrgent || petition.Importance != Importance.Ordinary;

    /// <summary>An instruction from before the case became urgent does not answer the urgency.</summary>
    public static async Task<bool> IsAwaitedAsync(this PetitionDbContext db, Petition petition, CancellationToken cancellation)
    {
        if (!IsNeeded(petition))
        {
            return false;
        }

        var since = petition.IsUrgent ? petition.UrgentSince : null;
        return !db.Tracked<Instruction>().Any(i => i.PetitionId == petition.Id && (since is null || i.GivenAt >= since))
            && !await db.Set<Instruction>().AnyAsync(i => i.PetitionId == petition.Id && (since == null || i.GivenAt >= since), cancellation);
    }
}

internal sealed class InstructionMapping : IEntityTypeConfiguration<Instruction>
{
    public void Configure(EntityTypeBuilder<Instruction> instruction)
    {
        instruction.ToTable("Instructions");
        instruction.Property(i => i.GivenByName).HasMaxLength(100);
        instruction.HasIndex(i => i.PetitionId);
    }
}
