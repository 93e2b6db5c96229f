namespace PetitionWorkflow.Intake.Registers;

/// <summary>《來信登記表》 (二(四)1, C22-C23). The signatories' number is the case's number of people.</summary>
public sealed record LetterRegister : ChannelRegister
{
    /// <summary>來信日期: the day written on the letter.</summary>
    public DateOnly? WrittenOn { get; init; }

    /// <summary>批次: the collection it came with.</summary>
    public string? Batch { get; init; }

    public LetterIntegrity Integrity { get; init; } = LetterIntegrity.Intact;

    /// <summary>附件數</summary>
    public int Enclosures { get; init; }

    /// <summary>意見箱: taken from the suggestion box of the reception room (C09); such a letter is usually a suggestion on the office's own work.</summary>
    public bool FromSuggestionBox { get; init; }

    /// <summary>郵編</summary>
    public string? PostalCode { get; init; }

    /// <summary>掛號號</summary>
    public string? RegisteredMailNumber { get; init; }
}

public enum LetterIntegrity
{
    Intact = 1,
    Damaged = 2,
    PagesMissing = 3,
}
