using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

public sealed record PetitionRegistered(string Number, Channel Channel) : ICaseEvent;

public sealed record StageChanged(CaseStage From, CaseStage To) : ICaseEvent;

public sealed record FlaggedUrgent(string Criterion) : ICaseEvent;

public sealed record PetitionClosed(CaseOutcome Outcome) : ICaseEvent;

/// <summary>辦理進展: a note on the case (C45). One for the office only is shown to no unit.</summary>
/// <param name="Text">What was written.</param>
/// <param name="OfficeOnly">Kept within the petition office.</param>
/// <param name="UnitId">The unit that wrote it; null for the office.</param>
public sealed record ProgressRecorded(string Text, bool OfficeOnly, Guid? UnitId) : ICaseEvent;

/// <summary>聯繫信訪人: one contact of the handler or the office with the petitioner (C44).</summary>
/// <param name="On">The legal day.</param>
/// <param name="Method">How.</param>
/// <param name="Text">What was said.</param>
/// <param name="UnitId">The unit that made contact; null for the office.</param>
public sealed record ContactRecorded(DateOnly On, ContactMethod Method, string Text, Guid? UnitId) : ICaseEvent;

public enum ContactMethod
{
    Visit = 1,
    Phone = 2,
    Letter = 3,
    Online = 4,
}

/// <summary>催辦 by a person (C46); automatic reminders have events of their own.</summary>
/// <param name="Number">Running number per case and unit.</param>
/// <param name="UnitId">Who was urged.</param>
/// <param name="UnitName">As it was called then.</param>
/// <param name="Method">How.</param>
/// <param name="Person">Who was spoken to.</param>
/// <param name="Reply">What was answered.</param>
public sealed record UrgeRecorded(int Number, Guid UnitId, string UnitName, UrgeMethod Method, string Person, string? Reply) : IFoundAcrossCases;

public enum UrgeMethod
{
    Phone = 1,
    Letter = 2,
    Visit = 3,
}

/// <summary>推諉: the case went from unit to unit too often (C13). Of the office only.</summary>
public sealed record SupervisionDue(int Bounces, bool OfficeOnly = true) : ICaseEvent;

/// <summary>受理</summary>
public sealed record PetitionAccepted : ICaseEvent;

public sealed record LinkedAsDuplicate(string OfNumber) : ICaseEvent;

/// <summary>The same matter as one that was finally decided on a day.</summary>
public sealed record LinkedToFinalMatter(string OfNumber, DateOnly FinalOn) : ICaseEvent;

public sealed record PetitionClassified(MatterClass? MatterClass, string? Category, Importance Importance) : ICaseEvent;

/// <summary>Which of the six ways of Art. 31 a claim takes, and why.</summary>
/// <param name="Way">The way.</param>
/// <param name="WayReason">The clerk's words, or the rules that suggested it; null where the last way was left as it is.</param>
public sealed record HandlingWayChosen(HandlingWay Way, string? WayReason) : ICaseEvent;

/// <summary>終結 (Art. 36 ¶3)</summary>
/// <param name="Day">Of the re-review opinion.</param>
/// <param name="By">The authority and the number of its opinion.</param>
public sealed record MatterBecameFinal(DateOnly Day, string By) : ICaseEvent;
