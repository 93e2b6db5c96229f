using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Reviews.ReReviews;

/// <summary>終結 (Art. 36 ¶3): after a re-review opinion nobody accepts the same facts and reasons again.</summary>
public static class Finality
{
    /// <exception cref="InvalidOperationException">The matter is not final.</exception>
    public static Refusal Refuse(Petition final) =>
        new Refusal("matter-is-final", DocumentIssuer.Day(final.FinalOn ?? throw new InvalidOperationException("The matter is not final.")), final.FinalBy ?? "");

    public static void MakeFinal(this UnitOfWork work, Petition petition, DateOnly day, string by, ActContext act)
    {
        (petition.FinalOn, petition.FinalBy) = (day, by);
        work.Raise(petition.Id, new MatterBecameFinal(day, by), act);
    }
}
