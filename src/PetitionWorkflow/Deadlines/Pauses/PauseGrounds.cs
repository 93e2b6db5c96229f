namespace PetitionWorkflow.Deadlines.Pauses;

/// <summary>
/// Why a count may stand still; the name is <c>Deadlines.PauseGround.KEY</c>. Only the hearing stands in the Regulation (Art. 36 ¶2). The
/// others stop internal targets; a legal limit only where an administrator cites the rule that says so.
/// </summary>
public static class PauseGrounds
{
    public const string Hearing = "hearing";

    /// <summary>鑒定、檢測</summary>
    public const string Appraisal = "appraisal";

    /// <summary>專家評審</summary>
    public const string ExpertReview = "expert-review";

    /// <summary>調解、和解, with the consent of both sides</summary>
    public const string Mediation = "mediation";

    /// <summary>Waiting for what the petitioner was asked to hand in.</summary>
    public const string Completion = "completion";

    public static readonly IReadOnlyList<string> All = [Hearing, Appraisal, ExpertReview, Mediation, Completion];
}

/// <summary>The rule by which a ground stops a legal limit, in the administrator's words.</summary>
public sealed record PauseBasis(string Ground, string Basis);
