using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>C50: a result that is unlawful or solves nothing can only be returned or coordinated.</summary>
internal sealed class VerificationRule : ITaskRule
{
    public string TaskType => "verify";

    public Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        if (act.Outcome != "Pass")
        {
            return Task.FromResult(Result.Done);
        }

        var failing = act.Data.Text("lawful") == "no" ? "lawful" : act.Data.Text("solved") == "no" ? "solved" : null;
        return Task.FromResult<Result>(failing is null ? Result.Done : new Refusal("verification-cannot-pass") { Field = failing });
    }
}
