using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>Art. 32 (R21): what is supported and only partly done when the result passes has a day by which the rest is done.</summary>
internal sealed class ExecutionRule(TimeProvider time) : ITaskRule
{
    public string TaskType => "verify";

    public Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        var day = act.Data.Day("executeBy");
        var isOpen = act.Outcome == "Pass" && act.Data.Text("solved") == "partly";
        Refusal? wrong = isOpen && day is null ? new Refusal("execution-day-missing") : day < time.Today() ? new Refusal("duty-day-past") : null;
        return Task.FromResult<Result>(wrong is null ? Result.Done : wrong with { Field = "executeBy" });
    }
}
