namespace PetitionWorkflow.Shared;

/// <summary>How a petition reached the office (rulebook 一(二), Regulation Art. 17). Immutable after registration.</summary>
public enum Channel
{
    /// <summary>來信</summary>
    Letter = 1,

    /// <summary>來訪</summary>
    Visit = 2,

    /// <summary>來電</summary>
    Call = 3,

    /// <summary>網絡信訪</summary>
    Online = 4,
}
