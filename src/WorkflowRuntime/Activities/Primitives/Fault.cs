using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Activities;

/// <summary>Faults with what its author wrote.</summary>
[Activity("Elsa", "Fault", Category = "Primitives", Description = "Reports a fault.")]
public sealed class Fault : Activity
{
    [Input(Description = "A code for the fault.")]
    public Input<string> Code { get; set; } = new();

    [Input(Description = "A category, e.g. HTTP.")]
    public Input<string> Category { get; set; } = new();

    [Input(DisplayName = "Type", Description = "System, business, integration…")]
    public Input<string> FaultType { get; set; } = new();

    [Input(Description = "The message of the incident.")]
    public Input<string> Message { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => throw new FaultException(
        context.GetOrDefault(Code, "0"), context.GetOrDefault(Category, "General"), context.GetOrDefault(FaultType, "System"), context.Get(Message));
}
