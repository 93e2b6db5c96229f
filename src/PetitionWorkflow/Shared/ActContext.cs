namespace PetitionWorkflow.Shared;

/// <summary>Who writes, and why. Every write carries one; it ends up on the stored event.</summary>
/// <param name="ActorId">The staff member; null when the system itself acts (a clock, an import).</param>
/// <param name="ActorName">Shown in the history: a staff display name, or a system actor such as <c>system:clock</c>.</param>
/// <param name="Reason">Free text, required by the use cases that say so.</param>
public sealed record ActContext(Guid? ActorId, string ActorName, string? Reason = null)
{
    public static ActContext System(string part) => new(null, "system:" + part);
}
