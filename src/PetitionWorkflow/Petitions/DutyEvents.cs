using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

public sealed record DutyGiven(Guid DutyId, Guid UnitId, string UnitName, DutyOrigin Origin, string What, DateOnly DueDay) : ICaseEvent;

/// <param name="Words">What the unit says it did.</param>
public sealed record DutyDone(Guid DutyId, Guid UnitId, string UnitName, string What, string Words) : ICaseEvent;

/// <summary>Given up by the office with a reason, or ended with the assignment or the case that it belonged to.</summary>
public sealed record DutyWaived(Guid DutyId, Guid UnitId, string UnitName, string What) : ICaseEvent;

/// <summary>交辦會 held on a major or complex case (C40).</summary>
public sealed record AssignmentMeetingHeld(DateOnly HeldOn, string Attendees, int Decisions) : ICaseEvent;
