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

        if (await work.Db.RateAsync(petition.Id, command.Aspect, command.Satisfaction, work.Time.UtcNow(), cancellation))
        {
            work.Raise(petition.Id, new PetitionRated(command.Aspect, command.Satisfaction), OwnCases.Petitioner);
        }

        return Result.Done;
    }
}

internal static class PetitionRatings
{
    /// <returns>Whether it is another rating than before.</returns>
    public static async Task<bool> RateAsync(
        this PetitionDbContext db, Guid petitionId, RatedAspect aspect, Satisfaction satisfaction, DateTime at, CancellationToken cancellation)
    {
        var known = await db.Set<PetitionRating>().SingleOrDefaultAsync(r => r.PetitionId == petitionId && r.Aspect == aspect, cancellation);
        if (known?.Satisfaction == satisfaction)
        {
            return false;
        }

        if (known is null)
        {
            db.Add(new PetitionRating { PetitionId = petitionId, Aspect = aspect, Satisfaction = satisfaction, RatedAt = at });
        }
        else
        {
            (known.Satisfaction, known.RatedAt) = (satisfaction, at);
        }

        return true;
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
