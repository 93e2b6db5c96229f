using System.Text.Json.Nodes;
using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>What a way out of a step is called: the button of its form, yes and no of a decision, the name that a step's own way out has here, otherwise the port's.</summary>
internal sealed class OutcomeWords(BuiltInTaskForms forms, Texts texts)
{
    public string Of(JsonObject? activity, string port) => ButtonOf(activity, port) ?? port switch
    {
        "True" => texts["Routing.Yes"],
        "False" => texts["Routing.No"],
        _ when texts.Has("Routing.Outcome." + port) => texts["Routing.Outcome." + port],
        _ => port,
    };

    private string? ButtonOf(JsonObject? activity, string port) =>
        activity?["taskType"]?["expression"]?["value"] is JsonValue value && value.TryGetValue<string>(out var taskType)
        && forms.Find(taskType)?.Outcome(port)?.LabelKey is { } key && texts.Has(key)
            ? texts[key]
            : null;
}
