using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>滿意度評價 (Art. 21 ¶2, C03): the latest word counts, earlier ones stay in the history.</summary>
public sealed record RatePetition(Guid PetitionId, RatedAspect Aspect, Satisfaction Satisfaction);

/// <summary>Reception is asked for apart from the outcome (C03).</summary>
public enum RatedAspect { Reception = 1, Outcome = 2 }

public enum Satisfaction { Satisfied = 1, Fairly = 2, Dissatisfied = 3 }

public sealed record PetitionRated(RatedAspect Aspect, Satisfaction Satisfaction) : ICaseEvent;

/// <summary>One rating per case and aspect.</summary>
public sealed class PetitionRating
{
    public required Guid PetitionId { get; init; }
    public required RatedAspect Aspect { get; init; }
    public required Satisfaction Satisfaction { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime RatedAt { get; set; }
}

public sealed class RatePetitionHandler(UnitOfWork work)
{
    public async Task<Result> HandleAsync(RatePetition command, CancellationToken cancellation)
    {
        var petition = await work.Db.Set<Petition>().SingleOrDefaultAsync(p => p.Id == command.PetitionId, cancellation);
        if (petition is null || !Enum.IsDefined(command.Aspect) || !Enum.IsDefined(command.Satisfaction))
        {
            return new Refusal("case-not-found");
        }

        if (command.Aspect == RatedAspect.Outcome && petition.IsOpen && petition.OpinionDeliveredAt is null)
        {
            return new Refusal("rating-too-early");
        }

        var known = await work.Db.Set<PetitionRating>().SingleOrDefaultAsync(r => r.PetitionId == command.PetitionId && r.Aspect == command.Aspect, cancellation);
        if (known?.Satisfaction == command.Satisfaction)
        {
            return Result.Done;
        }

        if (known is null)
        {
            work.Db.Add(new PetitionRating { PetitionId = petition.Id, Aspect = command.Aspect, Satisfaction = command.Satisfaction, RatedAt = work.Time.UtcNow() });
        }
        else
        {
            (known.Satisfaction, known.RatedAt) = (command.Satisfaction, work.Time.UtcNow());
        }

        work.Raise(petition.Id, new PetitionRated(command.Aspect, command.Satisfaction), OwnCases.Petitioner);
        return Result.Done;
    }
}

internal sealed class PetitionRatingMapping : IEntityTypeConfiguration<PetitionRating>
{
    public void Configure(EntityTypeBuilder<PetitionRating> rating)
    {
        rating.ToTable("PetitionRatings");
        rating.HasKey(r => new { r.PetitionId, r.Aspect });
        rating.HasOne<Petition>().WithMany().HasForeignKey(r => r.PetitionId);
    }
}
