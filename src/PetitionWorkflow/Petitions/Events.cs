using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

public sealed record PetitionRegistered(string Number, Channel Channel) : ICaseEvent;

public sealed record StageChanged(CaseStage From, CaseStage To) : ICaseEvent;

public sealed record FlaggedUrgent(string Criterion) : ICaseEvent;

public sealed record PetitionClosed(CaseOutcome Outcome) : ICaseEvent;
