using PetitionWorkflow.Deadlines.Cards;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Something that happened to a clock of the case. Raised through <see cref="ClockTrace"/>, which says whom it concerns.</summary>
/// <param name="ClockId">The clock.</param>
/// <param name="Code">Its line in the catalogue.</param>
public abstract record ClockEvent(Guid ClockId, string Code) : ICaseEvent
{
    /// <summary>The unit that is bound by the clock; other units do not read of it.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>A clock of the office itself: no unit reads of it.</summary>
    public bool OfficeOnly { get; init; }
}

public sealed record ClockStarted(Guid ClockId, string Code, DateOnly DueDay, bool IsProvisional) : ClockEvent(ClockId, Code);

public sealed record ClockStopped(Guid ClockId, string Code, DateOnly DueDay, bool InTime, string Cause) : ClockEvent(ClockId, Code);

public sealed record ClockPaused(Guid ClockId, string Code, string Ground) : ClockEvent(ClockId, Code);

public sealed record ClockResumed(Guid ClockId, string Code, string Ground, DateOnly DueDay) : ClockEvent(ClockId, Code);

public sealed record ClockExtended(Guid ClockId, string Code, int Days, DateOnly From, DateOnly To, Guid ApprovedById) : ClockEvent(ClockId, Code);

/// <summary>A calendar year was announced or corrected: the due day was derived again, and may have moved.</summary>
public sealed record ClockRecomputed(Guid ClockId, string Code, DateOnly From, DateOnly To, bool IsProvisional) : ClockEvent(ClockId, Code);

/// <summary>A duty was not done in time. Raised once per due day, at the first sweep after it.</summary>
public sealed record ClockMissed(Guid ClockId, string Code, DateOnly DueDay) : ClockEvent(ClockId, Code);

/// <summary>A right of the petitioner was not used in time; nobody is at fault.</summary>
public sealed record ClockLapsed(Guid ClockId, string Code, DateOnly DueDay) : ClockEvent(ClockId, Code);

/// <summary>A stage of the ladder was reached and its mails are queued.</summary>
/// <param name="ClockId">The clock.</param>
/// <param name="Code">Its line in the catalogue.</param>
/// <param name="Stage">Which rung.</param>
/// <param name="Ordinal">Days before, or the running number of the urging; empty for other stages. Text, because a sentence shows it.</param>
/// <param name="DueDay">The clock's due day.</param>
/// <param name="Mails">How many were queued.</param>
/// <param name="Skipped">Earlier stages that were passed over because the clock had already gone on.</param>
public sealed record ReminderDue(Guid ClockId, string Code, StageKind Stage, string Ordinal, DateOnly DueDay, int Mails, IReadOnlyList<string> Skipped)
    : ClockEvent(ClockId, Code);

/// <summary>The unit stated its reasons against a card.</summary>
public sealed record CardAnswered(Guid ClockId, string Code, StageKind Stage, DateOnly DueDay, string Text) : ClockEvent(ClockId, Code);

public sealed record CardDecided(Guid ClockId, string Code, StageKind Stage, DateOnly DueDay, CardDecision Decision, string Reason) : ClockEvent(ClockId, Code);
