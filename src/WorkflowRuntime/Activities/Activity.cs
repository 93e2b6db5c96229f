using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>
/// A step of a workflow. An instance belongs to a compiled graph and is shared by everything that runs it, also at the same
/// time: keep nothing in fields, all state goes into the <see cref="ActivityExecutionContext"/>.
/// </summary>
public abstract class Activity
{
    public string Id { get; internal set; } = "";
    public string? Name { get; internal set; }
    public string Type => Node.Type;
    public int Version { get; internal set; } = 1;

    /// <summary>The place in the compiled graph.</summary>
    public ActivityNode Node { get; internal set; } = null!;

    public string NodeId => Node.NodeId;

    /// <summary>The author's <c>customProperties</c>; read only.</summary>
    public JsonObject CustomProperties { get; internal set; } = [];

    /// <summary>The designer's <c>metadata</c>; read only.</summary>
    public JsonObject Metadata { get; internal set; } = [];

    /// <summary>What the designer shows as the title, or the name, or the id.</summary>
    public string DisplayText => Metadata.GetString("displayText") is { Length: > 0 } text ? text : string.IsNullOrEmpty(Name) ? Id : Name;

    /// <summary>The activity may start the workflow when its kind is trigger.</summary>
    public bool CanStartWorkflow { get; internal set; }

    /// <summary>
    /// True: the activity completes by itself when <see cref="ExecuteAsync"/> or a bookmark's callback returns and left nothing to wait
    /// for. Containers say false and complete when their children are done.
    /// </summary>
    protected internal virtual bool CompletesItself => true;

    /// <summary>Completing this activity completes the flowchart or sequence it is in.</summary>
    protected internal virtual bool IsTerminal => Node.Descriptor.IsTerminal;

    /// <summary>Does the step: may set outputs, create bookmarks, schedule children, complete with outcomes. An exception is a fault.</summary>
    protected internal abstract ValueTask ExecuteAsync(ActivityExecutionContext context);

    /// <summary>Reads what the descriptor cannot: called once when the graph is compiled.</summary>
    protected internal virtual void Read(ActivityReader reader)
    {
    }

    /// <summary>Child activities that no <see cref="PortAttribute"/> property holds, with the name of their port.</summary>
    protected internal virtual IEnumerable<(string Port, Activity Child)> ListChildren() => [];

    /// <summary>An activity that says true creates no bookmark, ever; a container passes the question on to what it contains.</summary>
    internal virtual bool NeverWaits => false;

    /// <summary>Can this activity, or one inside it, wait for something outside?</summary>
    internal bool CanWait() => !NeverWaits || Node.Children.Any(child => child.Activity.CanWait());

    /// <summary>False for what waits for a clock or an event: an open wait is then nobody's work.</summary>
    internal virtual bool WaitsForPeople => !NeverWaits;

    /// <summary>Can this activity, or one inside it, wait for people?</summary>
    internal bool MayWaitForPeople() => WaitsForPeople || Node.Children.Any(child => child.Activity.MayWaitForPeople());

    /// <summary>Something beneath was cancelled (Elsa CancelSignal).</summary>
    internal virtual ValueTask OnDescendantCanceledAsync(ActivityExecutionContext context, ActivityExecutionContext canceled) => ValueTask.CompletedTask;

    /// <summary>A Complete beneath passes this activity on its way to the workflow and cancels it (the loops that Break leaves).</summary>
    internal virtual bool IsCanceledByComplete => false;

    /// <summary>A Break beneath (Elsa BreakSignal); true stops it here.</summary>
    internal virtual bool OnBreak(ActivityExecutionContext context) => false;
}

/// <summary>An activity that schedules children and completes when they are done; it may declare variables.</summary>
public abstract class Container : Activity
{
    protected internal override bool CompletesItself => false;

    /// <summary>The variables that the container declares.</summary>
    public IReadOnlyList<Variable> Variables { get; internal set; } = [];
}
