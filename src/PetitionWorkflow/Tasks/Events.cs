using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tasks;

public sealed record TaskCreated(Guid TaskId, string TaskType, string Title) : ICaseEvent;

public sealed record TaskClaimed(Guid TaskId, string TaskType) : ICaseEvent;

public sealed record TaskReleased(Guid TaskId, string TaskType) : ICaseEvent;

/// <summary>Its holder is away; a substitute holds it.</summary>
public sealed record TaskHandedToSubstitute(Guid TaskId, string TaskType, Guid ToUserId, string ToName, string AwayName, DateOnly Until) : ICaseEvent;

/// <summary>Its holder is back.</summary>
public sealed record TaskGivenBack(Guid TaskId, string TaskType, Guid ToUserId, string ToName) : ICaseEvent;

public sealed record TaskDelegated(Guid TaskId, string TaskType, Guid ToUserId, string ToName) : ICaseEvent;

/// <summary>Routing listens and resumes the workflow in the same transaction.</summary>
public sealed record TaskCompleted(Guid TaskId, string TaskType, string Outcome) : ICaseEvent;

public sealed record TaskWithdrawn(Guid TaskId, string TaskType) : ICaseEvent;
