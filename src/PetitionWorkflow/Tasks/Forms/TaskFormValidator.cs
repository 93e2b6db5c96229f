using System.Text.Json.Nodes;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tasks.Forms;

/// <summary>What a person typed, read as the form says: the data to store, or every field that is wrong.</summary>
public sealed record TaskAnswer(JsonObject Data, IReadOnlyList<Refusal> Refusals);

/// <summary>
/// The form's rules, without the database: whether a unit or a person exists is asked by <c>TaskReferences</c>.
/// A field that the form does not have, or does not ask for this outcome, is dropped.
/// </summary>
public static class TaskFormValidator
{
    public static TaskAnswer Validate(TaskForm form, TaskOutcome outcome, IReadOnlyDictionary<string, string> typed)
    {
        var data = new JsonObject();
        var refusals = new List<Refusal>();
        foreach (var field in form.Fields.Where(f => f.AppliesTo(outcome.Name)))
        {
            var text = TypedText.Clean(typed.GetValueOrDefault(field.Name));
            var required = (field.Required && field.When?.IsMetBy(typed) != false) || (outcome.RequiresReason && field.Name == TaskForm.ReasonField);
            var read = TaskFieldReader.Read(field, text, required);
            if (read.Refusal is { } wrong)
            {
                refusals.Add(wrong with { Field = field.Name });
            }
            else if (read.Value is { } value)
            {
                data[field.Name] = value;
            }
        }

        return new TaskAnswer(data, refusals);
    }
}
