using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents;

public sealed record DocumentIssued(Guid DocumentId, string DocumentKind, string Number) : ICaseEvent;

/// <summary>Reached the person or office it was written for.</summary>
public sealed record DocumentDelivered(Guid DocumentId, string DocumentKind, string Number, string Method, DateOnly DeliveredOn) : ICaseEvent;
