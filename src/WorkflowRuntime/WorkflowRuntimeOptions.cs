using System.Reflection;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Flowcharts;

namespace WorkflowRuntime;

/// <summary>Settings of the engine; checked when the host starts.</summary>
public sealed class WorkflowRuntimeOptions
{
    private readonly List<Type> _activityTypes = [.. ActivityTypesOf(typeof(WorkflowRuntimeOptions).Assembly)];

    /// <summary>Most activity executions in one burst; a flow that goes further is stopped as an incident. Default 50,000.</summary>
    public int MaxStepsPerBurst { get; set; } = 50_000;

    /// <summary>
    /// Most bursts in a row of which each was set going by the one before (a dispatched workflow, a published event) and none by a person, a
    /// clock or anything else from outside; what goes further is stopped as an incident. Default 1,000.
    /// </summary>
    public int MaxChainLength { get; set; } = 1_000;

    /// <summary>How flowcharts run when neither instance nor definition says. Default: token based, as Elsa's server sets it.</summary>
    public FlowchartMode DefaultFlowchartMode { get; set; } = FlowchartMode.TokenBased;

    /// <summary>What a fault does when the definition does not say. Default: the instance ends as Faulted, as in Elsa.</summary>
    public IncidentStrategy DefaultIncidentStrategy { get; set; } = IncidentStrategy.Fault;

    /// <summary>How long a stimulus that nothing waits for is kept. Default 10 minutes, as in Elsa.</summary>
    public TimeSpan ParkedStimulusLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Deliveries of a queued item before it becomes a dead letter. Default 3, as in Elsa.</summary>
    public int MaxDeliveryAttempts { get; set; } = 3;

    /// <summary>Nesting of ExecuteWorkflow calls in one burst. Default 20.</summary>
    public int MaxChildDepth { get; set; } = 20;

    /// <summary>Compiled definition versions kept in memory. Default 500.</summary>
    public int GraphCacheSize { get; set; } = 500;

    /// <summary>Limits of scripts and templates.</summary>
    public ExpressionOptions Expressions { get; } = new();

    public IReadOnlyList<Type> ActivityTypes => _activityTypes;

    /// <summary>Offers every activity class of an assembly.</summary>
    public WorkflowRuntimeOptions AddActivitiesFrom(Assembly assembly)
    {
        _activityTypes.AddRange(ActivityTypesOf(assembly));
        return this;
    }

    public WorkflowRuntimeOptions AddActivity<T>()
        where T : Activity
    {
        _activityTypes.Add(typeof(T));
        return this;
    }

    internal void Check()
    {
        if (MaxStepsPerBurst < 100)
            throw new ArgumentException($"{nameof(MaxStepsPerBurst)} must be at least 100.");
        if (MaxChainLength < 1)
            throw new ArgumentException($"{nameof(MaxChainLength)} must be at least 1.");
        if (ParkedStimulusLifetime < TimeSpan.Zero)
            throw new ArgumentException($"{nameof(ParkedStimulusLifetime)} must not be negative.");
        if (MaxDeliveryAttempts < 1)
            throw new ArgumentException($"{nameof(MaxDeliveryAttempts)} must be at least 1.");
        if (MaxChildDepth is < 1 or > 100)
            throw new ArgumentException($"{nameof(MaxChildDepth)} must be between 1 and 100.");
        if (GraphCacheSize < 1)
            throw new ArgumentException($"{nameof(GraphCacheSize)} must be at least 1.");
        if (Expressions.FindErrors() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join(" ", errors));
    }

    private static IEnumerable<Type> ActivityTypesOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Activity)) && type.IsDefined(typeof(ActivityAttribute), inherit: false));
}
