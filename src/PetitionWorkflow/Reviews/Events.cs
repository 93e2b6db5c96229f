using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews;

/// <summary>On the case under review: a child case was opened.</summary>
public sealed record ReviewRequested(Guid ReviewId, string ReviewNumber, DateOnly RequestedOn, DateOnly LastDay) : ICaseEvent;

public sealed record ReviewerAppointed(Guid ReviewerId, string ReviewerName) : ICaseEvent;

public sealed record ReviewDecided(ReviewOpinion Opinion) : ICaseEvent;
