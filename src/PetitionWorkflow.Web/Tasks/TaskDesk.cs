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

    /// <summary>The form starts from what the unit sent in before: its work came back.</summary>
    public bool StartsFromSent { get; init; }

    /// <summary>What the preliminary review must know: the same matter of the same person was finally decided.</summary>
    public IReadOnlyList<FinalMatter> FinalMatters { get; init; } = [];

    /// <summary>What others did before, the latest first.</summary>
    public IReadOnlyList<DoneTask> Earlier { get; init; } = [];

    /// <summary>How this task ended; null while it has not.</summary>
    public DoneTask? Done { get; init; }

    /// <summary>Orders that the work follows: what a leader wrote, and what the unit was asked to do.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    public IReadOnlyList<AssignmentView> Assignments { get; init; } = [];

    /// <summary>Why the result came back, for whoever works on it again.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>Cases that may be the same matter, for the preliminary review.</summary>
    public IReadOnlyList<DuplicateHint> Similar { get; init; } = [];

    /// <summary>The place of an outcome in the form, when it is there to be chosen.</summary>
    public int? OutcomeNumber(string name) => Form?.Outcomes.TakeWhile(o => o.Name != name).Count() is { } place && place < Form.Outcomes.Count ? place : null;

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

public sealed class TaskDesk(
    TaskReader tasks, CaseReader cases, TaskForms forms, TaskFormBuilder builder, Inbox inbox, EarlierWork earlier, FinalMatters finalMatters, DuplicateFinder duplicates)
{
    private const int MaxSimilar = 5;

    /// <summary>Null when the viewer may not see task or case.</summary>
    public async Task<TaskDeskView?> LoadAsync(Guid taskId, TaskEntry? entry, Viewer viewer, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(taskId, viewer, cancellation) is not { } view
            || await cases.SummaryAsync(view.Task.PetitionId, viewer, cancellation) is not { } summary)
        {
            return null;
        }

        var form = forms.Of(view.Task);
        var done = await earlier.OfCaseAsync(summary.Id, viewer, cancellation);
        var sent = form.IsRefused ? new Dictionary<string, string>() : EarlierWork.SentBefore(view.Task, form.Value, done);
        var drawn = form.IsRefused ? null : await builder.BuildAsync(view.Task, form.Value, entry, sent, viewer, cancellation);
        var reviewed = view.Task is { TaskType: "preliminary-review", State: TaskState.Open };
        var final = reviewed ? await finalMatters.FindAsync(summary.Id, viewer, cancellation) : [];
        if (final.Count > 0 && entry is null)
        {
            drawn = drawn?.With("finalCase", final[0].Number);
        }

        var problems = form.Refusal is { } broken ? builder.General(broken, null) : builder.General(entry?.Refusal, form.Value);
        var next = view.Task.State == TaskState.Open ? null : await inbox.NextAsync(viewer, cancellation);
        return new TaskDeskView(view, summary, drawn, problems, next, viewer)
        {
            HasEntry = entry is not null,
            StartsFromSent = sent.Count > 0,
            FinalMatters = final,
            Similar = reviewed ? await duplicates.OfCaseAsync(summary.Id, viewer, MaxSimilar, cancellation) : [],
            Earlier = [.. done.Where(d => d.View.Task.Id != taskId)],
            Done = done.FirstOrDefault(d => d.View.Task.Id == taskId),
            Instructions = await cases.InstructionsAsync(summary.Id, cancellation),
            Assignments = await cases.AssignmentsAsync(summary.Id, viewer, cancellation),
            ReturnReason = view.Task is { Round: > 0, State: TaskState.Open } ? await earlier.ReturnReasonAsync(summary.Id, cancellation) : null,
        };
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
