using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>Everything that lies on the desk of a person who works on one task.</summary>
/// <param name="Form">Null when the drawn form cannot be read; <paramref name="Problems"/> says so.</param>
/// <param name="NextTask">What to do next, once this one is not open any more.</param>
public sealed record TaskDeskView(
    TaskView View, CaseSummary Case, TaskFormView? Form, IReadOnlyList<string> Problems, Guid? NextTask, Viewer Viewer)
{
    public WorkTask Task => View.Task;
    public bool IsOpen => Task.State == TaskState.Open;
    public bool IsMine => Task.AssigneeId == Viewer.UserId;
    public bool IsClaimable => Task.IsClaimableBy(Viewer);
    public bool MayWork => IsOpen && (IsMine || IsClaimable);

    /// <summary>Whether something was typed that could not be used: shown even when the form no longer takes anything.</summary>
    public bool HasEntry { get; init; }

    /// <summary>What the preliminary review must know: the same matter of the same person was finally decided.</summary>
    public IReadOnlyList<FinalMatter> FinalMatters { get; init; } = [];

    public TaskOutcome? Outcome(string name) => Form?.Outcomes.FirstOrDefault(o => o.Name == name);
}

public sealed class TaskDesk(TaskReader tasks, CaseReader cases, TaskForms forms, TaskFormBuilder builder, Inbox inbox, FinalMatters finalMatters)
{
    /// <summary>Null when the viewer may not see task or case.</summary>
    public async Task<TaskDeskView?> LoadAsync(Guid taskId, TaskEntry? entry, Viewer viewer, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(taskId, viewer, cancellation) is not { } view
            || await cases.SummaryAsync(view.Task.PetitionId, viewer, cancellation) is not { } summary)
        {
            return null;
        }

        var form = forms.Of(view.Task);
        var drawn = form.IsRefused ? null : await builder.BuildAsync(view.Task, form.Value, entry, viewer, cancellation);
        var final = view.Task is { TaskType: "preliminary-review", State: TaskState.Open } ? await finalMatters.FindAsync(summary.Id, viewer, cancellation) : [];
        if (final.Count > 0 && entry is null)
        {
            drawn = drawn?.With("finalCase", final[0].Number);
        }

        var problems = form.Refusal is { } broken ? builder.General(broken, null) : builder.General(entry?.Refusal, form.Value);
        var next = view.Task.State == TaskState.Open ? null : await inbox.NextAsync(viewer, cancellation);
        return new TaskDeskView(view, summary, drawn, problems, next, viewer) { HasEntry = entry is not null, FinalMatters = final };
    }

    /// <summary>The form's own rules, before anything is sent.</summary>
    public Refusal? Check(WorkTask task, TaskOutcome outcome, TaskEntry entry) =>
        forms.Of(task) is { IsRefused: false } form ? Refusal.Together(TaskFormValidator.Validate(form.Value, outcome, entry.Values).Refusals) : null;
}
