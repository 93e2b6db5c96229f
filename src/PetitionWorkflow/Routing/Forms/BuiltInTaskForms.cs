using System.Collections.Frozen;
using System.Text.Json;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Routing.Forms;

/// <summary>
/// The forms of the steps that the shipped flows use (domain.md §1b), read from <c>task-forms.json</c>. Labels are the texts
/// <c>TaskForms.TYPE.FIELD</c>, titles <c>Task.TYPE</c>.
/// </summary>
public sealed class BuiltInTaskForms : ITaskFormCatalogue
{
    private const string Resource = "routing/task-forms.json";
    private readonly FrozenDictionary<string, TaskForm> _forms = Load().ToFrozenDictionary();

    public IEnumerable<string> TaskTypes => _forms.Keys;

    public TaskForm? Find(string taskType) => _forms.GetValueOrDefault(taskType);

    private static IEnumerable<KeyValuePair<string, TaskForm>> Load()
    {
        using var stream = typeof(BuiltInTaskForms).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
        foreach (var type in json.RootElement.EnumerateObject())
        {
            var form = TaskFormJson.Read(type.Value.GetRawText());
            yield return form.Refusal is { } broken
                ? throw new InvalidOperationException($"{Resource}: '{type.Name}' is refused: {broken.Code} {string.Join(' ', broken.Args)}")
                : KeyValuePair.Create(type.Name, form.Value);
        }
    }
}
