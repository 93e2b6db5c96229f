using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>One thing that a person filled in, as it is read.</summary>
public sealed record Answer(string Label, string Value);

/// <summary>A task that is done: how it ended and what was filled in.</summary>
/// <param name="IsObjection">It ended in a way that had to be reasoned: a return, a refusal.</param>
public sealed record DoneTask(TaskView View, string Outcome, IReadOnlyList<Answer> Answers, bool IsObjection);

/// <summary>The work on a case so far, in words: nobody signs, verifies or reworks what they cannot read.</summary>
public sealed class EarlierWork(TaskReader tasks, TaskForms forms, PetitionDbContext db, Texts texts)
{
    /// <summary>The latest first; only what the viewer may see.</summary>
    public async Task<IReadOnlyList<DoneTask>> OfCaseAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation) =>
        await ReadAsync(await tasks.OfCaseAsync(petitionId, viewer, cancellation), cancellation);

    /// <summary>Why the result was returned last: the unit does not see the office's own task that says so.</summary>
    public Task<string?> ReturnReasonAsync(Guid petitionId, CancellationToken cancellation) =>
        db.Set<CaseEvent>().Where(e => e.PetitionId == petitionId && e.Kind == nameof(ReturnedForRework)).OrderByDescending(e => e.Id)
            .Select(e => e.Reason).FirstOrDefaultAsync(cancellation);

    /// <summary>
    /// What a unit's form starts with when its work came back: what the unit sent in before, so that only what was objected to is written
    /// anew. Never what must be ticked or reasoned afresh. Empty when nothing came back.
    /// </summary>
    /// <param name="done">The case's completed tasks as the viewer sees them, the latest first.</param>
    public static IReadOnlyDictionary<string, string> SentBefore(WorkTask task, TaskForm form, IReadOnlyList<DoneTask> done)
    {
        var before = done.FirstOrDefault(d => (d.View.Task.TaskType, d.View.Task.Title, d.View.Task.UnitId) == (task.TaskType, task.Title, task.UnitId));
        if (task.UnitId is null || task.State != TaskState.Open || before is null || !(task.Round > before.View.Task.Round || done.TakeWhile(d => d != before).Any(d => d.IsObjection)))
        {
            return new Dictionary<string, string>();
        }

        var data = DataOf(before.View.Task);
        return form.Fields.Where(f => f.Kind != TaskFieldKind.Checkbox && f.Name != TaskForm.ReasonField)
            .Select(f => (f.Name, Value: RawOf(data.GetValueOrDefault(f.Name)))).Where(f => f.Value.Length > 0)
            .ToDictionary(f => f.Name, f => f.Value);
    }

    public async Task<IReadOnlyList<DoneTask>> ReadAsync(IEnumerable<TaskView> views, CancellationToken cancellation)
    {
        var read = views.Where(v => v.Task.State == TaskState.Completed).OrderByDescending(v => v.Task.CompletedAt).ThenByDescending(v => v.Task.CreatedAt)
            .Select(v => (View: v, Form: FormOf(v.Task), Data: DataOf(v.Task))).ToList();
        var names = await NamesAsync(read.SelectMany(r => r.Form.Fields.Select(f => (f.Kind, r.Data.GetValueOrDefault(f.Name)))), cancellation);
        return
        [
            .. read.Select(r => new DoneTask(
                r.View,
                r.Form.Outcome(r.View.Task.Outcome!) is { } outcome ? texts.LabelOf(outcome) : texts.OutcomeName(r.View.Task.Outcome!),
                [.. r.Form.Fields.Select(f => new Answer(texts.LabelOf(f), ValueOf(f, r.Data.GetValueOrDefault(f.Name), names))).Where(a => a.Value.Length > 0)],
                r.Form.Outcome(r.View.Task.Outcome!)?.RequiresReason == true)),
        ];
    }

    /// <summary>A drawn form that cannot be read any more hides what was filled in, not that the task was done.</summary>
    private TaskForm FormOf(WorkTask task) => forms.Of(task) is { IsRefused: false } form ? form.Value : new TaskForm([], []);

    private static Dictionary<string, JsonElement> DataOf(WorkTask task) =>
        task.DataJson is { } json ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [] : [];

    /// <summary>Units and people are kept by id.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<(TaskFieldKind Kind, JsonElement Value)> answers, CancellationToken cancellation)
    {
        var ids = answers.Where(a => a.Kind is TaskFieldKind.Unit or TaskFieldKind.Staff or TaskFieldKind.Person && a.Value.ValueKind == JsonValueKind.String)
            .Select(a => a.Value.GetGuid()).Distinct().ToList();
        return ids.Count == 0
            ? []
            : await db.Set<Unit>().Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name })
                .Concat(db.Set<StaffMember>().Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, Name = s.DisplayName }))
                .ToDictionaryAsync(n => n.Id, n => n.Name, cancellation);
    }

    private string ValueOf(TaskFormField field, JsonElement value, Dictionary<Guid, string> names) => (field.Kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Undefined or JsonValueKind.Null) => "",
        (TaskFieldKind.Checkbox, _) => value.ValueKind == JsonValueKind.True ? texts["CasePage.Yes"] : "",
        (TaskFieldKind.Choice, _) => field.Options.FirstOrDefault(o => o.Value == value.ToString()) is { } option ? texts.LabelOf(option) : value.ToString(),
        (TaskFieldKind.Unit or TaskFieldKind.Staff or TaskFieldKind.Person, JsonValueKind.String) => names.GetValueOrDefault(value.GetGuid(), "—"),
        _ => RawOf(value),
    };

    /// <summary>As a form holds it: a list is one entry a line.</summary>
    private static string RawOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join('\n', value.EnumerateArray()),
        _ => value.ToString(),
    };
}
