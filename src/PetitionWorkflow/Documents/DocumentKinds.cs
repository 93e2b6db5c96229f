using System.Collections.Frozen;

namespace PetitionWorkflow.Documents;

/// <param name="Key">The template's file name and the key of its title, <c>Document.KEY.title</c>.</param>
/// <param name="Series">Prefix of the number: <c>JBD-2026-00012</c>.</param>
public sealed record DocumentKind(string Key, string Series);

/// <summary>Every kind of paper that the office issues. A kind needs a template of its name under <c>Templates</c>.</summary>
public static class DocumentKinds
{
    public const string AcceptanceNotice = "acceptance-notice";
    public const string HandlingNotice = "handling-notice";
    public const string AssignmentSlip = "assignment-slip";
    public const string ReturnNote = "return-note";
    public const string UrgentReport = "urgent-report";
    public const string ArchiveCover = "archive-cover";
    public const string InstructionSheet = "instruction-sheet";
    public const string Opinion = "opinion";
    public const string ReviewOpinion = "review-opinion";
    public const string ReReviewSlip = "re-review-slip";
    public const string FinalNotice = "final-notice";
    public const string Reply = "reply";
    public const string RepeatNotice = "repeat-notice";

    public static readonly IReadOnlyList<DocumentKind> All =
    [
        new(AcceptanceNotice, "SLG"),
        new(HandlingNotice, "CBG"),
        new("out-of-scope-notice", "BSL"),
        new("transfer-letter", "ZSH"),
        new("completion-notice", "BZT"),
        new(AssignmentSlip, "JBD"),
        new("urge-letter", "CBH"),
        new("extension-notice", "YQG"),
        new("result-feedback", "FKD"),
        new(ReturnNote, "THT"),
        new("coordination-minutes", "XTJ"),
        new("assignment-minutes", "JBH"),
        new("supervision-letter", "DBH"),
        new("mediation-agreement", "TJX"),
        new("review-application", "FCS"),
        new(Opinion, "YJS"),
        new(Reply, "DFS"),
        new("procedure-notice", "FDT"),
        new("merge-notice", "BAG"),
        new(RepeatNotice, "CFG"),
        new("in-hand-notice", "BCF"),
        new(ReviewOpinion, "FCY"),
        new("not-admissible-notice", "BYS"),
        new(ReReviewSlip, "FHY"),
        new(FinalNotice, "ZJG"),
        new(InstructionSheet, "PSD"),
        new(UrgentReport, "JJB"),
        new(ArchiveCover, "GDF"),
    ];

    private static readonly FrozenDictionary<string, DocumentKind> ByKey = All.ToFrozenDictionary(k => k.Key);

    public static DocumentKind? Find(string key) => ByKey.GetValueOrDefault(key);
}
