using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tasks.Forms;

/// <summary>
/// A form as JSON: <c>{ "fields": [ … ], "outcomes": [ … ] }</c>, or a bare list of fields as the designer keeps it. Kinds and
/// styles are kebab-case words: <c>legal-basis</c>.
/// </summary>
public static partial class TaskFormJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(TaskForm form) => JsonSerializer.Serialize(form, Options);

    /// <summary>Refused with what is wrong, so that a designer can be told before a flow is published.</summary>
    public static Result<TaskForm> Read(string json)
    {
        TaskForm? form;
        try
        {
            form = json.AsSpan().TrimStart() is ['[', ..]
                ? new TaskForm(JsonSerializer.Deserialize<TaskFormField[]>(json, Options) ?? [], [])
                : JsonSerializer.Deserialize<TaskForm>(json, Options);
        }
        catch (JsonException malformed)
        {
            return new Refusal("task-form-malformed", malformed.Path ?? "$");
        }

        // A key that is absent leaves a constructor parameter null, whatever the annotations say.
        form = form is null ? null : new TaskForm(form.Fields ?? [], form.Outcomes ?? []);
        return form is null ? new Refusal("task-form-malformed", "$") : Check(form) is { } wrong ? wrong : form;
    }

    private static Refusal? Check(TaskForm form)
    {
        var names = new HashSet<string>();
        foreach (var field in form.Fields)
        {
            if (!FieldName().IsMatch(field.Name))
            {
                return new Refusal("task-form-field-name", field.Name);
            }

            if (!names.Add(field.Name))
            {
                return new Refusal("task-form-field-twice", field.Name);
            }

            if (field.Kind == TaskFieldKind.Choice && field.Options.Count == 0)
            {
                return new Refusal("task-form-choice-empty", field.Name);
            }

            if (field.When is { } when && !IsAnswerable(form, field, when))
            {
                return new Refusal("task-form-condition", field.Name);
            }
        }

        return form.Outcomes.GroupBy(o => o.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? new Refusal("task-form-outcome-twice", twice.Key)
            : null;
    }

    /// <summary>The other field stands before this one and can have one of the values.</summary>
    private static bool IsAnswerable(TaskForm form, TaskFormField field, TaskFieldCondition when) =>
        form.Fields.TakeWhile(f => f != field).FirstOrDefault(f => f.Name == when.Field) is { } other && when.Is is { Count: > 0 }
        && (other.Kind == TaskFieldKind.Checkbox ? when.Is.All(v => v is "true" or "false") : other.Kind == TaskFieldKind.Choice && when.Is.All(v => other.Options.Any(o => o.Value == v)));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,63}$")]
    private static partial Regex FieldName();
}
