using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Activities;

/// <summary>Elsa's result object of ExecuteWorkflow.</summary>
internal sealed class ExecuteWorkflowResult : TypedRecord
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

    public override string TypeName => "Elsa.Workflows.Runtime.ExecuteWorkflowResult";

    public static ExecuteWorkflowResult Of(BurstResult child) => new(child.InstanceId, child.Status, child.SubStatus, child.Output);
}
