using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Routing.TaskRules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.UrgentReports;
using WorkflowRuntime.Expressions;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// A completed task moves its flow in the same transaction (C95): the rules of its kind are asked, urgency that was ticked is raised,
/// and the step goes on with what was filled in.
/// </summary>
internal sealed class CompletedTasks(UnitOfWork work, CaseFlows flows, IEnumerable<ITaskRule> rules, FlagUrgentHandler urgent)
    : ICaseEventHandler<TaskCompleted>
{
    public async Task HandleAsync(Guid petitionId, TaskCompleted happened, ActContext act, CancellationToken cancellation)
    {
        var task = await work.Db.FindAsync<WorkTask>([happened.TaskId], cancellation)
            ?? throw new InvalidOperationException($"The task {happened.TaskId} was completed but is not there.");
        var petition = await work.Db.FindAsync<Petition>([petitionId], cancellation)
            ?? throw new InvalidOperationException($"The task {happened.TaskId} belongs to no case.");
        var data = CaseData.Of(task.DataJson is { } json ? ValueJson.Deserialize(json) : null);
        foreach (var rule in rules.Where(rule => rule.TaskType == task.TaskType))
        {
            (await rule.CheckAsync(new TaskAct(petition, happened.Outcome, data), cancellation)).Require();
        }

        if (data.Flag("urgent") && !petition.IsUrgent)
        {
            urgent.Flag(petition, data.Text("urgentCriterion"), act).Require();
        }

        await ResumeAsync(task, data, act, cancellation);
    }

    private async Task ResumeAsync(WorkTask task, CaseData data, ActContext act, CancellationToken cancellation)
    {
        var input = new Dictionary<string, object?>
        {
            [TaskActivity.OutcomeKey] = task.Outcome,
            [TaskActivity.DataKey] = data.Fields,
            [TaskActivity.CompletedByKey] = task.CompletedById?.ToString(),
        };
        if ((await flows.ResumeAsync(task.BookmarkId, act, input, cancellation)).IsRefused)
        {
            throw new RefusedException(new Refusal("task-withdrawn"));
        }
    }
}
