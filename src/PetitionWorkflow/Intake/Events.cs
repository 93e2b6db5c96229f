using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake;

/// <summary>
/// The register was corrected after registration (C16). The stored event is the old version: it holds what each field said before.
/// </summary>
/// <param name="Edition">2 for the first correction, and so on.</param>
/// <param name="ReadBack">The corrected statement was read back to the petitioner and confirmed.</param>
public sealed record RegisterChanged(int Edition, bool ReadBack, IReadOnlyList<RegisterFieldChange> Changes) : ICaseEvent;

/// <summary>重複信訪: the same person brings the matter of an earlier case again.</summary>
public sealed record RepeatedPetition(string OfNumber) : ICaseEvent;

/// <summary>
/// Whom the office wrote to about the case answered by mail. The words and the address stay with the kept message, which only those who
/// watch the mail may open.
/// </summary>
/// <param name="WrittenAt">As the sender's program dates it, never later than it was read (UTC).</param>
public sealed record MailAnswered(Guid IncomingMailId, DateTime WrittenAt, bool OfficeOnly = true) : ICaseEvent;

/// <param name="Field">The field's name as on the form: <c>Petitioner.Phone</c>, <c>Register.Rings</c>.</param>
public sealed record RegisterFieldChange(string Field, string? Before, string? After);
