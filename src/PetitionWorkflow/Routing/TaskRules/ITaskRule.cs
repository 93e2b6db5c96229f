using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>A task about to be completed.</summary>
public sealed record TaskAct(Petition Petition, string Outcome, CaseData Data);

/// <summary>What a kind of task must obey beyond its form. Asked in the transaction that completes it.</summary>
public interface ITaskRule
{
    string TaskType { get; }

    Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation);
}
