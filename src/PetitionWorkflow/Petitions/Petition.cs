using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions;

/// <summary>A case (信訪事項): one model for all four channels (C02). A review (復查) is a child case.</summary>
public sealed class Petition
{
    public required Guid Id { get; init; }

    /// <summary>登記編號, e.g. <c>XF-2026-000123</c>: gapless per year, printed on every slip.</summary>
    public required string Number { get; init; }

    public required CaseKind Kind { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>官網, 微博, 微信 … for <see cref="Channel.Online"/>.</summary>
    public string? SubChannel { get; init; }

    /// <summary>When the petition reached the office (UTC): the start of the legal clocks.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>When it was entered (UTC).</summary>
    public required DateTime RegisteredAt { get; init; }

    public required Petitioner Petitioner { get; init; }
    public required string Subject { get; set; }
    public required string Text { get; set; }

    /// <summary>問題發生地</summary>
    public string? Place { get; set; }

    /// <summary>The channel's own register fields (domain.md §1b) as JSON, see Intake/Registers.</summary>
    public string RegisterJson { get; set; } = "{}";

    /// <summary>The source's own id of an imported message; unique, so an import repeated changes nothing.</summary>
    public string? SourceId { get; init; }

    /// <summary>The other case with the same matter, when a clerk has confirmed one.</summary>
    public Guid? DuplicateOfId { get; set; }

    /// <summary>重複信訪: the same person has brought the matter of <see cref="DuplicateOfId"/> again.</summary>
    public bool IsRepeat { get; set; }

    /// <summary>The case under review, for <see cref="CaseKind.Review"/>.</summary>
    public Guid? ParentId { get; init; }

    public CaseStage Stage { get; set; } = CaseStage.Registered;
    public MatterClass? MatterClass { get; set; }

    /// <summary>The way of Art. 31, of a claim only; null is the last way.</summary>
    public HandlingWay? Way { get; set; }

    /// <summary>Three-level classification, levels joined by <c>/</c>.</summary>
    public string? Category { get; set; }

    public Importance Importance { get; set; } = Importance.Ordinary;
    public bool IsUrgent { get; set; }

    /// <summary>When it was flagged urgent (UTC); with the leader's notice it gives the seconds of C37.</summary>
    public DateTime? UrgentSince { get; set; }

    /// <summary>The lead unit (主辦單位).</summary>
    public Guid? LeadUnitId { get; set; }

    /// <summary>The unit an accusation is about: it must find no trace of the case anywhere (Art. 30 ¶3).</summary>
    public Guid? AccusedUnitId { get; set; }

    /// <summary>The unit, and with it its people, learn nothing of the case (Art. 30 ¶3).</summary>
    public bool Accuses(Guid? unitId) => unitId is not null && unitId == AccusedUnitId;

    /// <summary>How often the result was returned for rework (退回重新辦理).</summary>
    public int ReworkRounds { get; set; }

    /// <summary>How often a unit's objection sent it on to another unit (推諉, C13).</summary>
    public int Bounces { get; set; }

    /// <summary>受理之日: starts K05.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>When the written opinion was delivered (UTC): starts the review window K08.</summary>
    public DateTime? OpinionDeliveredAt { get; set; }

    public CaseOutcome? Outcome { get; set; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>終結: the day of the re-review opinion, after which the same facts and reasons are not accepted again (Art. 36 ¶3).</summary>
    public DateOnly? FinalOn { get; set; }

    /// <summary>Which opinion made it final: the authority and the opinion's number.</summary>
    public string? FinalBy { get; set; }

    public string? WorkflowInstanceId { get; set; }

    /// <summary>Which lengths its clocks have, and why, as JSON; chosen with its first clock and kept (Deadlines/Profiles).</summary>
    public string? ClockProfileJson { get; set; }

    /// <summary>SHA-256 of the query code on the receipt; the code itself is never stored.</summary>
    public string? QueryCodeHash { get; init; }

    public Guid? RegisteredById { get; init; }

    /// <summary>Optimistic concurrency: two people changing one case cannot overwrite each other.</summary>
    public int Version { get; private set; }

    public List<Assignment> Assignments { get; } = [];

    /// <summary>推諉: it was passed on as often as <see cref="SupervisionLimit"/> allowed then (C13).</summary>
    public bool IsSupervised { get; set; }

    /// <summary>What units were given to do beside the handling.</summary>
    public List<Duty> Duties { get; } = [];

    /// <summary>Who has nothing to do with it (回避), or must find no trace of it (Art. 30 ¶3).</summary>
    public List<BarredPerson> Barred { get; } = [];

    public bool IsOpen => Stage != CaseStage.Archived;
}

/// <summary>信訪人 as written on the register. Every field may be missing: anonymous petitions are petitions.</summary>
public sealed class Petitioner
{
    public string? Name { get; set; }
    public Gender? Gender { get; set; }
    public int? Age { get; set; }
    public string? Address { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public bool IsAnonymous { get; set; }

    /// <summary>人數; a collective visit names at most five representatives (Art. 20 ¶3).</summary>
    public int PeopleCount { get; set; } = 1;
}

public enum Gender { Male = 1, Female = 2 }

public enum CaseKind { Petition = 1, Review = 2 }

/// <summary>Where the case stands, in the words of rulebook parts 二 and 三.</summary>
public enum CaseStage
{
    Registered = 1,
    PreliminaryReview = 2,
    AwaitingCompletion = 3,
    Classification = 4,
    LeaderInstruction = 5,
    Assignment = 6,
    SignFor = 7,
    Handling = 8,
    Verification = 9,
    Delivery = 10,
    Archived = 11,
}

/// <summary>Three classes of the Regulation, Arts. 29-31.</summary>
public enum MatterClass { Suggestion = 1, Accusation = 2, Claim = 3 }

/// <summary>一般 / 重要 / 複雜 (二(四)3).</summary>
public enum Importance { Ordinary = 1, Important = 2, Complex = 3 }

/// <summary>How a case ended.</summary>
public enum CaseOutcome
{
    Resolved = 1,
    AnsweredOnTheSpot = 2,
    DirectedElsewhere = 3,
    Transferred = 4,
    Duplicate = 5,
    Withdrawn = 6,
    ReviewMaintained = 7,
    ReviewChanged = 8,
    ReviewRevoked = 9,
    NotAdmissible = 10,
    NotCompleted = 11,

    /// <summary>Not accepted: the same facts and reasons as a matter that a re-review opinion made final (Art. 36 ¶3).</summary>
    AlreadyFinal = 12,
}
