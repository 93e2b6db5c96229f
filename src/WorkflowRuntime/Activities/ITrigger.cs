using WorkflowRuntime.Bookmarks;

namespace WorkflowRuntime.Activities;

/// <summary>
/// An activity that a definition can begin with: when published, the engine stores its start stimuli, and matching ones start an
/// instance. In the instance it started it completes at once (<c>context.IsTriggerOfWorkflow</c>).
/// </summary>
public interface ITrigger
{
    /// <summary>The stimuli that start the workflow here. Fails with an exception when the inputs make no sense; publishing then does too.</summary>
    IEnumerable<TriggerStimulus> GetStimuli(TriggerContext context);
}

/// <summary>The inputs of a trigger evaluated without an instance: there are no variables and no workflow input yet.</summary>
public sealed class TriggerContext
{
    private readonly object?[] _values;

    internal TriggerContext(object?[] values, DateTime utcNow) => (_values, UtcNow) = (values, utcNow);

    public DateTime UtcNow { get; }

    public T? Get<T>(Input<T> input) => _values[input.Descriptor.Slot] is T value ? value : default;
}
