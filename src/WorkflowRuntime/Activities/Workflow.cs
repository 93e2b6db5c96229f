using System.Collections.Frozen;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>The outermost activity of every workflow, also of one used as an activity: declares the workflow's variables and runs its root.</summary>
[Activity("Elsa", "Workflow", Category = "Workflows", Description = "Runs its root activity.", IsBrowsable = false)]
public sealed class Workflow : Container, IComposite
{
    [Port(IsBrowsable = false)]
    public Activity? Root { get; set; }

    [Output]
    public Output<object> Result { get; set; } = new();

    public string DefinitionId { get; internal set; } = "";
    public string DefinitionVersionId { get; internal set; } = "";
    public int DefinitionVersion { get; internal set; }
    public string? DefinitionName { get; internal set; }
    public WorkflowOptions Options { get; internal set; } = new();
    public IReadOnlyList<ParameterDefinition> Inputs { get; internal set; } = [];
    public IReadOnlyList<ParameterDefinition> Outputs { get; internal set; } = [];
    public IReadOnlyList<string> Outcomes { get; internal set; } = [];

    /// <summary>Since tool version 3 the accessors of outputs are named after activities, before after their ids.</summary>
    public bool NamesAccessorsByActivityName { get; internal set; } = true;

    internal FrozenDictionary<string, ParameterDefinition> OutputsByName { get; set; } = FrozenDictionary<string, ParameterDefinition>.Empty;

    internal override bool NeverWaits => true;

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context) => await context.ScheduleAsync(Root, OnRootCompletedAsync);

    private static ValueTask OnRootCompletedAsync(ActivityCompletedContext completed) => completed.Owner.CompleteAsync();
}

/// <summary>An activity that <c>Complete</c> can complete as a whole.</summary>
internal interface IComposite;
