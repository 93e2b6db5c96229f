using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Activities;

/// <summary>Elsa's result object of ExecuteWorkflow: in expressions it has these keys, in execution records camelCase ones without nulls.</summary>
internal sealed class ExecuteWorkflowResult : Dictionary<string, object?>
{
    public ExecuteWorkflowResult(string instanceId, WorkflowStatus status, WorkflowSubStatus subStatus, IReadOnlyDictionary<string, object?> output)
    {
        this["WorkflowDefinitionVersionId"] = null;
        this["WorkflowInstanceId"] = instanceId;
        this["CorrelationId"] = null;
        this["Status"] = status;
        this["SubStatus"] = subStatus;
        this["Output"] = new Dictionary<string, object?>(output);
    }

    public static ExecuteWorkflowResult Of(BurstResult child) => new(child.InstanceId, child.Status, child.SubStatus, child.Output);

    public Dictionary<string, object?> ForRecord() =>
        this.Where(pair => pair.Value is not null).ToDictionary(pair => char.ToLowerInvariant(pair.Key[0]) + pair.Key[1..], pair => pair.Value);
}
