namespace PetitionWorkflow.Deadlines;

/// <summary>What can end a clock; a rule names those that end it (<see cref="ClockRule.Stops"/>), its sentence is <c>Deadlines.StopEvent.KEY</c>.</summary>
public static class StopEvents
{
    /// <summary>A step of the flow that names the clock. The only one that needs no rule to be asked.</summary>
    public const string FlowStep = "flow-step";

    public const string SignedFor = "signed-for";
    public const string FeedbackReceived = "feedback-received";
    public const string AssignmentEnded = "assignment-ended";
    public const string ProgressRecorded = "progress-recorded";
    public const string ContactRecorded = "contact-recorded";
    public const string DutyDone = "duty-done";
    public const string DutyWaived = "duty-waived";
    public const string ReviewRequested = "review-requested";
    public const string ReReviewRequested = "re-review-requested";
    public const string ReportApproved = "report-approved";

    /// <summary>交辦 to a unit.</summary>
    public const string Assigned = "assigned";

    /// <summary>轉送 to the authority that is competent.</summary>
    public const string Transferred = "transferred";

    /// <summary>A written notice that ends the matter here reached the petitioner.</summary>
    public const string NoticeDelivered = "notice-delivered";

    /// <summary>受理告知書 (Art. 23 ¶2): it lies open to the petitioner from the moment on which it is issued.</summary>
    public const string AcceptanceTold = "acceptance-told";

    /// <summary>承辦告知書 (Art. 23 ¶3), of the unit that signed for the matter.</summary>
    public const string HandlingTold = "handling-told";

    /// <summary>A unit said that the matter is not within its competence (Art. 23 ¶3).</summary>
    public const string Objected = "objected";

    /// <summary>The opinion of the authority one level up came back.</summary>
    public const string ReReviewDecided = "re-review-decided";

    /// <summary>A leader acknowledged the urgent report by an instruction.</summary>
    public const string InstructionGiven = "instruction-given";

    public const string FollowUpReported = "follow-up-reported";
    public const string UrgentSettled = "urgent-settled";

    public const string OpinionDelivered = "opinion-delivered";
    public const string ReplyDelivered = "reply-delivered";

    /// <summary>A publication was taken down before its last day.</summary>
    public const string TakenDown = "taken-down";

    public static readonly IReadOnlyList<string> All =
    [
        FlowStep, SignedFor, FeedbackReceived, AssignmentEnded, ProgressRecorded, ContactRecorded, DutyDone, DutyWaived, ReviewRequested, ReReviewRequested, ReportApproved,
        Assigned, Transferred, NoticeDelivered, AcceptanceTold, HandlingTold, Objected, ReReviewDecided, InstructionGiven, FollowUpReported, UrgentSettled, OpinionDelivered, ReplyDelivered,
        TakenDown,
    ];
}
