using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>What a petitioner does in the own case. Whoever calls has seen number and query code before; the name is not written down.</summary>
public static class OwnCases
{
    public static readonly ActContext Petitioner = ActContext.System("petitioner");

    /// <param name="viewer">Null for the petitioner.</param>
    public static IQueryable<Petition> OfPetitionerOr(this IQueryable<Petition> petitions, Viewer? viewer) =>
        viewer is null ? petitions : petitions.WorkableBy(viewer);

    public static ActContext ActOf(Viewer? viewer, string? reason = null) => viewer?.Act(reason) ?? Petitioner with { Reason = reason };
}
