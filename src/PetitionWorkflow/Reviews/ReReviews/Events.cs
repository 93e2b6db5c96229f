using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews.ReReviews;

public sealed record ReReviewRequested(DateOnly RequestedOn, string Authority, DateOnly LastDay) : ICaseEvent;

/// <summary>The package for the authority one level up was taken out of the system. Of the office only, as it holds the whole matter.</summary>
public sealed record HandOverTaken(int Papers, int Attachments, bool OfficeOnly = true) : ICaseEvent;

public sealed record ReReviewDecided(ReReviewOutcome Outcome, DateOnly DecidedOn, string OpinionNumber) : ICaseEvent;
