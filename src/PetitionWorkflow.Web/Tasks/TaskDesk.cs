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

/// <param name="Form">Null when it cannot be read or is not this viewer's to fill in.</param>
public sealed record TaskGlance(WorkTask Task, TaskForm? Form)
{
    /// <summary>The outcome, when it cannot be taken back.</summary>
    public TaskOutcome? Irreversible(string outcome) => Form?.Outcomes.FirstOrDefault(o => o.Name == outcome && o.Irreversible);

    /// <summary>The form's own rules, before anything is sent.</summary>
    public Refusal? Check(TaskOutcome outcome, TaskEntry entry) =>
        Form is null ? null : Refusal.Together(TaskFormValidator.Validate(Form, outcome, entry.Values).Refusals);
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

    /// <summary>What completing needs to know before it is tried; null when the viewer may not see the task.</summary>
    public async Task<TaskGlance?> GlanceAsync(Guid taskId, Viewer viewer, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(taskId, viewer, cancellation) is not { Task: var task })
        {
            return null;
        }

        var mayWork = task.State == TaskState.Open && (task.AssigneeId == viewer.UserId || task.IsClaimableBy(viewer));
        return new TaskGlance(task, mayWork && forms.Of(task) is { IsRefused: false } form ? form.Value : null);
    }
}
