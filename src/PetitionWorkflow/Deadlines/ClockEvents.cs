using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

public sealed record ClockStarted(Guid ClockId, string Code, DateOnly DueDay, bool IsProvisional) : ICaseEvent;

public sealed record ClockStopped(Guid ClockId, string Code, DateOnly DueDay, bool InTime, string Cause) : ICaseEvent;

public sealed record ClockPaused(Guid ClockId, string Code, string Ground) : ICaseEvent;

public sealed record ClockResumed(Guid ClockId, string Code, string Ground, DateOnly DueDay) : ICaseEvent;

public sealed record ClockExtended(Guid ClockId, string Code, int Days, DateOnly From, DateOnly To, Guid ApprovedById) : ICaseEvent;

/// <summary>A calendar year was announced or corrected: the due day was derived again, and may have moved.</summary>
public sealed record ClockRecomputed(Guid ClockId, string Code, DateOnly From, DateOnly To, bool IsProvisional) : ICaseEvent;

/// <summary>A duty was not done in time. Raised once per due day, at the first sweep after it.</summary>
public sealed record ClockMissed(Guid ClockId, string Code, DateOnly DueDay, Guid? UnitId) : ICaseEvent;

/// <summary>A right of the petitioner was not used in time; nobody is at fault.</summary>
public sealed record ClockLapsed(Guid ClockId, string Code, DateOnly DueDay) : ICaseEvent;

/// <summary>A stage of the ladder was reached and its mails are queued.</summary>
/// <param name="ClockId">The clock.</param>
/// <param name="Code">Its line in the catalogue.</param>
/// <param name="Stage">Which rung.</param>
/// <param name="Number">Days before, or the running number of the urging.</param>
/// <param name="DueDay">The clock's due day.</param>
/// <param name="Mails">How many were queued.</param>
/// <param name="Skipped">Earlier stages that were passed over because the clock had already gone on.</param>
public sealed record ReminderDue(Guid ClockId, string Code, StageKind Stage, int Number, DateOnly DueDay, int Mails, IReadOnlyList<string> Skipped) : ICaseEvent;
