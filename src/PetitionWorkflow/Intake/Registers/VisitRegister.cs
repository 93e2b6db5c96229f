using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Intake.Registers;

/// <summary>《來訪登記表》 (二(三), C15-C18).</summary>
public sealed record VisitRegister : ChannelRegister
{
    /// <summary>Art. 20 ¶3: a collective visit sends at most five representatives.</summary>
    public const int MaxRepresentatives = 5;

    /// <summary>接待場所 / 窗口</summary>
    public string? Counter { get; init; }

    /// <summary>代表姓名</summary>
    public IReadOnlyList<string> Representatives { get; init; } = [];

    public IdDocumentKind? IdDocument { get; init; }

    /// <summary>
    /// The document's number with its middle hidden. The clerk has seen the document; the office needs no copy of the number.
    /// </summary>
    public string? IdNumberMasked { get; init; }

    /// <summary>重複來訪, as the petitioner says.</summary>
    public bool IsRepeatVisit { get; init; }

    /// <summary>訴求類別, as it looks at the counter; the classification is a later step.</summary>
    public MatterClass? Demand { get; init; }

    /// <summary>The statement was read back and the petitioner signed it (C16).</summary>
    public bool StatementConfirmed { get; init; }

    /// <summary>告知程序: the petitioner was told how the matter goes on (C18).</summary>
    public bool ProcedureExplained { get; init; }

    /// <summary>預計辦理時間: the day the petitioner was promised; compared with reality later (C18).</summary>
    public DateOnly? PromisedDay { get; init; }

    /// <summary>當場答復 (C17); null when the matter goes the ordinary way.</summary>
    public OnTheSpotAnswer? OnTheSpot { get; init; }

    /// <summary>First and last characters only.</summary>
    public static string? Mask(string? number)
    {
        var given = number?.Trim();
        return string.IsNullOrEmpty(given) ? null
            : given.Length <= 4 ? new string('*', given.Length)
            : given[..Math.Min(4, given.Length - 4)] + new string('*', Math.Max(1, given.Length - 8)) + given[^Math.Min(4, given.Length - 1)..];
    }
}

/// <summary>An answer given at the counter because the policy is clear (二(三)3, C17).</summary>
/// <param name="Answer">What was explained.</param>
/// <param name="Basis">The law or policy it rests on (C04).</param>
/// <param name="ExplainedBy">Who explained it.</param>
/// <param name="Understood">Whether the petitioner understood and accepted it.</param>
public sealed record OnTheSpotAnswer(string Answer, string Basis, string? ExplainedBy, bool Understood);

public enum IdDocumentKind
{
    ResidentIdCard = 1,
    Passport = 2,
    TravelPermit = 3,
    Other = 9,
}
