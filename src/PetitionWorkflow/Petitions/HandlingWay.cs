namespace PetitionWorkflow.Petitions;

/// <summary>The six ways in which a claim (申訴求決) is dealt with, in the order of Art. 31; the last is for what none of the others takes.</summary>
public enum HandlingWay
{
    /// <summary>訴訟、檢察、公安等法律程序: litigation is kept apart from petitions (訴訪分離, R16).</summary>
    LegalProcedure = 1,

    /// <summary>仲裁</summary>
    Arbitration = 2,

    /// <summary>黨員申訴、申請復審等</summary>
    PartyAppeal = 3,

    /// <summary>行政復議、裁決、確認、許可、處罰等行政程序</summary>
    AdministrativeProcedure = 4,

    /// <summary>申請查處違法行為、履行保護職責</summary>
    StatutoryDuty = 5,

    /// <summary>聽取陳述、調查核實、出具信訪處理意見書</summary>
    PetitionOpinion = 6,
}

/// <summary>What follows from class and way (Arts. 29-32, 34, 35): the decision table that the flow asks. Pure.</summary>
/// <param name="Class">Null before the case is classified.</param>
/// <param name="Way">Only of a claim; null is the last way.</param>
public sealed record HandlingRoute(MatterClass? Class, HandlingWay? Way)
{
    public static HandlingRoute Of(Petition petition) => new(petition.MatterClass, petition.Way);

    /// <summary>Another body's own procedure takes the matter: the petitioner is told which, and nothing is assigned.</summary>
    public bool GoesElsewhere => IsClaim && Way is HandlingWay.LegalProcedure or HandlingWay.Arbitration or HandlingWay.PartyAppeal;

    /// <summary>Ends with a 信訪處理意見書 that may be reviewed; everything else that is handled here ends with a reply.</summary>
    public bool EndsWithOpinion => IsClaim && Way is null or HandlingWay.PetitionOpinion;

    /// <summary>The legal 60 days bind the last way alone (Art. 34); for the others the office has a target of its own.</summary>
    public string Clock => EndsWithOpinion ? "K05" : "K21";

    /// <summary>What the result may conclude: R18 for suggestions, R19 for accusations, R21 for claims.</summary>
    public IReadOnlyList<string> Conclusions => Class switch
    {
        MatterClass.Suggestion => ["adopt", "adopt-partly", "not-adopt"],
        MatterClass.Accusation => ["founded", "founded-partly", "unfounded"],
        _ => ["support", "explain", "decline"],
    };

    private bool IsClaim => Class is null or MatterClass.Claim;
}
