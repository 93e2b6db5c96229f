using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>Reads an activity's inputs and outputs from its JSON.</summary>
internal static class InputReader
{
    public static void Read(ActivityNode node, JsonObject json, List<string> warnings)
    {
        var inputs = new List<Input>();
        var raw = new Dictionary<string, string>();
        foreach (var descriptor in node.Descriptor.Inputs)
        {
            var value = json.Get(descriptor.JsonName);
            if (descriptor.IsWrapped)
                inputs.Add(ReadInput(node.Activity, descriptor, value));
            else if (value is not null)
                ReadRaw(node.Activity, descriptor, value, raw, warnings);
        }

        node.Inputs = inputs;
        node.RawInputs = raw.Count > 0 ? raw : null;
        node.Outputs = node.Descriptor.Outputs.Select(descriptor => ReadOutput(node.Activity, descriptor, json.Get(descriptor.JsonName))).ToList();
    }

    private static Input ReadInput(Activity activity, InputDescriptor descriptor, JsonNode? json)
    {
        var input = descriptor.Get is { } get
            ? get(activity) as Input ?? throw new InvalidOperationException($"{activity.GetType()}.{descriptor.Name} must be made by its class: = new();")
            : new DynamicInput(descriptor.Type);
        input.Descriptor = descriptor;
        input.DefaultValue = ValueConverter.Convert(descriptor.DefaultValue, descriptor.Type);
        input.Expression = ReadWrapped(json);
        if (activity is WorkflowDefinitionActivity composite)
            composite.InnerInputs.Add(input);
        TryMakeConstant(input);
        return input;
    }

    /// <summary>
    /// The object form counts only with its key <c>typeName</c>, whatever its value; a bare JSON value is a literal; anything else is
    /// no input (semantics 1.2).
    /// </summary>
    private static Expression? ReadWrapped(JsonNode? json) => json switch
    {
        JsonObject wrapped => wrapped.Has("typeName") && wrapped.Get("expression") is { } expression ? ActivityReader.ReadExpression(expression) : null,
        JsonValue value => Expression.Literal(Expression.ReadValue(ActivityReader.ToElement(value))),
        _ => null,
    };

    private static void TryMakeConstant(Input input)
    {
        if (input.Expression is not { Type: Expression.LiteralType } literal || input.Descriptor.UIHint == InputHints.Dictionary)
            return;
        var type = Nullable.GetUnderlyingType(input.Type) ?? input.Type;
        if (!type.IsValueType && type != typeof(string) && type != typeof(object))
            return;
        try
        {
            (input.Constant, input.HasConstant) = (ValueConverter.Convert(literal.Value, input.Type), true);
        }
        catch (ValueConversionException)
        {
            // The activity faults when it gets there, as any other failing input.
            input.HasConstant = false;
        }
    }

    private static void ReadRaw(Activity activity, InputDescriptor descriptor, JsonNode json, Dictionary<string, string> raw, List<string> warnings)
    {
        var element = ActivityReader.ToElement(json);
        raw[descriptor.Name] = element.GetRawText();
        if (descriptor.Set is not { } set)
            return;
        try
        {
            set(activity, element.Deserialize(descriptor.Type, ValueJson.SerializerOptions));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            warnings.Add($"Input {descriptor.JsonName} of activity {activity.Id} cannot be read: {e.Message}");
        }
    }

    private static Output ReadOutput(Activity activity, OutputDescriptor descriptor, JsonNode? json)
    {
        var output = descriptor.Get is { } get
            ? get(activity) as Output ?? throw new InvalidOperationException($"{activity.GetType()}.{descriptor.Name} must be made by its class: = new();")
            : new DynamicOutput(descriptor.Type);
        output.Name = descriptor.Name;
        output.Target = (json as JsonObject)?.Get("memoryReference") is JsonObject reference ? reference.GetString("id") : null;
        if (activity is WorkflowDefinitionActivity composite)
            composite.InnerOutputs.Add(output);
        return output;
    }
}
