using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Reports;

/// <summary>Which cases a count is made over.</summary>
public enum CaseScope
{
    All = 1,

    /// <summary>Without any that accuses, for readers outside the office.</summary>
    WithoutAccusations = 2,
}

public static class CaseScopes
{
    public static IQueryable<Petition> Within(this IQueryable<Petition> cases, CaseScope scope) => scope switch
    {
        CaseScope.All => cases,
        CaseScope.WithoutAccusations => cases.Where(p => p.MatterClass != MatterClass.Accusation && p.AccusedUnitId == null),
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, null),
    };
}
