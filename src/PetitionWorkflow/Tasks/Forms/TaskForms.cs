using System.Text.Json;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tasks.Forms;

/// <summary>The form that a person sees for one task: the built-in one of its type or the one drawn in the designer.</summary>
public sealed class TaskForms(IEnumerable<ITaskFormCatalogue> catalogues)
{
    /// <summary>The task type whose form is in <see cref="WorkTask.FormJson"/>.</summary>
    public const string Custom = "custom";

    private readonly ITaskFormCatalogue[] _catalogues = [.. catalogues];

    public Result<TaskForm> Of(WorkTask task)
    {
        var wired = JsonSerializer.Deserialize<string[]>(task.OutcomesJson) ?? [];
        if (task.FormJson is { } json)
        {
            var drawn = TaskFormJson.Read(json);
            return drawn.Refusal is { } broken ? broken : drawn.Value.WiredTo(wired).WithReason();
        }

        var form = _catalogues.Select(c => c.Find(task.TaskType)).FirstOrDefault(f => f is not null) ?? new TaskForm([], []);
        var proposed = form.Fields.Any(f => f.OnlyIfProposed) ? SuggestionsOf(task) : null;
        form = proposed is null ? form : form with { Fields = [.. form.Fields.Where(f => !f.OnlyIfProposed || proposed.ContainsKey(f.Name))] };
        return form.WiredTo(wired).WithReason();
    }

    public static IReadOnlyDictionary<string, TaskSuggestion> SuggestionsOf(WorkTask task) => task.SuggestionsJson is { } json
        ? JsonSerializer.Deserialize<Dictionary<string, TaskSuggestion>>(json, TaskFormJson.Options) ?? []
        : new Dictionary<string, TaskSuggestion>();
}
