using System.Text.Json.Nodes;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>What the parts of a step are called and what they say, for people who read what was changed.</summary>
internal sealed class FlowValues(Texts texts, ActivityRegistry registry)
{
    private const int Shown = 60;

    public string NameOf(FlowStep step, string key)
    {
        var input = registry.Find(step.Type)?.Inputs.FirstOrDefault(i => i.JsonName == key);
        var output = registry.Find(step.Type)?.Outputs.FirstOrDefault(o => o.JsonName == key);
        string[] words = input is null ? [$"Designer.Output.{output?.Name}"] : [$"Designer.Input.{step.Type}.{input.Name}", $"Designer.Input.{input.Name}"];
        return words.Where(texts.Has).Select(word => texts[word]).FirstOrDefault() ?? input?.DisplayName ?? output?.DisplayName ?? key;
    }

    /// <summary>The choice in words where there is one, the beginning of what is long.</summary>
    public string Show(FlowStep step, string key, JsonNode? value)
    {
        var text = Meant(value) switch
        {
            null => "",
            JsonObject expression when expression["value"] is { } inner => inner is JsonValue ? inner.ToString() : inner.ToJsonString(),
            JsonObject expression when expression.ContainsKey("value") => "",
            JsonValue plain => plain.ToString(),
            var other => other.ToJsonString(),
        };
        var choice = $"Designer.Option.{step.Type}.{registry.Find(step.Type)?.Inputs.FirstOrDefault(i => i.JsonName == key)?.Name}.{text}";
        return text.Length == 0 ? texts["Publishing.Empty"] : texts.Has(choice) ? texts[choice] : text.Length > Shown ? text[..Shown] + "…" : text;
    }

    /// <summary>Studio adds and drops empty parts as it goes.</summary>
    public static JsonNode? Meant(JsonNode? input) => input switch
    {
        JsonObject wrapped when wrapped["expression"] is { } expression => expression,
        JsonArray { Count: 0 } => null,
        JsonObject { Count: 0 } => null,
        _ => input,
    };

    /// <summary>Which entries of a list, or which settings, are not as they were.</summary>
    public static IReadOnlyList<string> ChangedNames(JsonNode? before, JsonNode? after)
    {
        var (old, now) = (Named(before), Named(after));
        return [.. old.Keys.Union(now.Keys).Where(name => !JsonNode.DeepEquals(Spelt(name, old.GetValueOrDefault(name)), Spelt(name, now.GetValueOrDefault(name))))];
    }

    /// <summary>Studio writes a type with its namespace and assembly, and says of what is not set that it is null.</summary>
    private static JsonNode? Spelt(string key, JsonNode? value) => value switch
    {
        JsonObject json => new JsonObject(json.Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Spelt(p.Key, p.Value)))),
        JsonValue text when (key.EndsWith("TypeName", StringComparison.Ordinal) || key.EndsWith("Type", StringComparison.Ordinal)) && text.TryGetValue<string>(out var name) =>
            JsonValue.Create(name.Split(',')[0].Split('.')[^1]),
        _ => value?.DeepClone(),
    };

    private static Dictionary<string, JsonNode?> Named(JsonNode? node) => node switch
    {
        JsonArray list => list.OfType<JsonObject>().GroupBy(item => FlowJson.Text(item, "name") ?? "").ToDictionary(g => g.Key, g => (JsonNode?)g.Last()),
        JsonObject settings => settings.ToDictionary(p => p.Key, p => p.Value),
        _ => [],
    };
}
