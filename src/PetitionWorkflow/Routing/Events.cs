using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Routing;

/// <summary>What the decision table suggested, by which version and rules, from which inputs (C05).</summary>
/// <param name="WayRule">The one of the rules that named the way of Art. 31.</param>
public sealed record RouteSuggested(
    int TableVersion, IReadOnlyList<MatchedRule> Rules, RoutingResult Result, Channel Channel, string? Place, int PeopleCount,
    GovernmentLevel? Level, string? WayRule = null) : ICaseEvent;

public sealed record CaseAssigned(Guid AssignmentId, Guid UnitId, string UnitName, bool IsLead, DateOnly DueDay, bool AsSuggested) : ICaseEvent;

public sealed record AssignmentSigned(Guid AssignmentId, string UnitName, string HandlerName) : ICaseEvent;

/// <summary>The unit objected and the office agreed, or the case moved on.</summary>
public sealed record AssignmentEnded(Guid AssignmentId, string UnitName) : ICaseEvent;

/// <summary>The responsible handler was recused; somebody else of the unit took over (C41).</summary>
public sealed record HandlerReplaced(Guid AssignmentId, string HandlerName) : ICaseEvent;

public sealed record FeedbackReceived(Guid AssignmentId, string UnitName) : ICaseEvent;

public sealed record ReturnedForRework(int Round, DateOnly DueDay) : IFoundAcrossCases;

public sealed record NoticeSent(string Notice, int Recipients) : ICaseEvent;

public sealed record ChildCaseOpened(Guid ChildId, string ChildNumber) : ICaseEvent;

/// <summary>簡易辦理 was chosen at the classification, and why.</summary>
public sealed record SimplifiedChosen(string ProcedureReason) : ICaseEvent;

/// <summary>It is handled by the ordinary procedure again.</summary>
public sealed record SimplifiedEnded : ICaseEvent;
