using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>Collects what a burst brought about.</summary>
internal sealed class BurstReport(WorkflowInstanceRow row)
{
    public WorkflowInstanceRow Row { get; } = row;
    public List<Bookmark> Removed { get; } = [];
    public List<Incident> Incidents { get; } = [];
    public List<WorkItemRow> Work { get; } = [];
    public List<TaskRequest> TaskRequests { get; } = [];

    /// <summary>Bursts of other instances within this one (ExecuteWorkflow, cancelled children).</summary>
    public List<BurstResult> Nested { get; } = [];
}
