using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing;

/// <summary>Who acts in the burst that runs now: the person whose task it was, else the flow itself. Scoped, like the burst.</summary>
public sealed class BurstActor
{
    public static readonly ActContext Flow = ActContext.System("flow");

    public ActContext Act { get; private set; } = Flow;

    public IDisposable Acting(ActContext act)
    {
        var before = Act;
        Act = act;
        return new Turn(this, before);
    }

    private sealed class Turn(BurstActor actor, ActContext before) : IDisposable
    {
        public void Dispose() => actor.Act = before;
    }
}
