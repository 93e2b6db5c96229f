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

    public const string OpinionDelivered = "opinion-delivered";
    public const string ReplyDelivered = "reply-delivered";

    /// <summary>A publication was taken down before its last day.</summary>
    public const string TakenDown = "taken-down";

    public static readonly IReadOnlyList<string> All =
    [
        FlowStep, SignedFor, FeedbackReceived, AssignmentEnded, ProgressRecorded, ContactRecorded, DutyDone, DutyWaived, ReviewRequested, ReReviewRequested, ReportApproved,
        Assigned, Transferred, NoticeDelivered, OpinionDelivered, ReplyDelivered, TakenDown,
    ];
}
