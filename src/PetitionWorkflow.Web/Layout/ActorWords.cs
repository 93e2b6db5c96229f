using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Layout;

/// <summary>Who did something, as people read it: a name, or a part of the system (<see cref="ActContext.System"/>).</summary>
internal static class ActorWords
{
    private const string SystemActor = "system:";

    public static bool IsSystem(this string actorName) => actorName.StartsWith(SystemActor, StringComparison.Ordinal);

    public static string Actor(this Texts texts, string actorName)
    {
        if (!actorName.IsSystem())
        {
            return actorName;
        }

        var key = "CasePage.Actor." + actorName[SystemActor.Length..];
        return texts.Has(key) ? texts[key] : texts["CasePage.Actor.system"];
    }
}
