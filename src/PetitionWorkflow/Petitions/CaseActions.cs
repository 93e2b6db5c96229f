using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>What a person may do with a case beyond its tasks. Whether they see the case is another question, asked first.</summary>
public static class CaseActions
{
    /// <summary>Everybody but those who only look.</summary>
    public static bool MayWork(Viewer viewer) => viewer.Roles.Any(role => role != Roles.Auditor);

    /// <summary>Those who handle the case; there is nothing more to say when it is closed.</summary>
    public static bool MayContact(Viewer viewer, Petition petition) => MayWork(viewer) && petition.IsOpen;

    /// <summary>Urging is the office's business (C46).</summary>
    public static bool MayUrge(Viewer viewer) => viewer.Is(Roles.Clerk) || viewer.Is(Roles.Leader) || viewer.Is(Roles.Administrator);
}
