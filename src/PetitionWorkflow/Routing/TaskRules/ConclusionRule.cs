using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>A suggestion is adopted or not (Art. 29), an accusation founded or not (Art. 30), a claim supported, explained or not supported (Art. 32).</summary>
internal abstract class ConclusionRule : ITaskRule
{
    public abstract string TaskType { get; }

    public Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation) =>
        Task.FromResult<Result>(act.Data.Text("conclusion") is { } conclusion && !HandlingRoute.Of(act.Petition).Conclusions.Contains(conclusion)
            ? new Refusal("conclusion-of-another-class") { Field = "conclusion" }
            : Result.Done);
}

internal sealed class ConclusionOfResultRule : ConclusionRule
{
    public override string TaskType => "handle";
}

internal sealed class ConclusionOfMergedAnswerRule : ConclusionRule
{
    public override string TaskType => "answer-merged";
}
