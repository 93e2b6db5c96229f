using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews.Recusals;

/// <summary>The reason is the request's own.</summary>
public sealed record RecusalAsked(Guid RequestId, string Named, bool OfficeOnly = true) : ICaseEvent;

public sealed record RecusalDecided(Guid RequestId, string Named, RecusalState Decision, bool OfficeOnly = true) : ICaseEvent;
