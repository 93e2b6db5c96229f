using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Activities;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Descriptors;

/// <summary>Writes descriptors in the reader's language, with the choices of inputs as they are now. Scoped: choices are asked for once.</summary>
internal sealed class DescriptorWriter(IServiceProvider services)
{
    private readonly IDescriptorTexts? _texts = services.GetService<IDescriptorTexts>();
    private readonly Dictionary<Type, IReadOnlyList<InputOption>> _options = [];

    public async Task<JsonObject> WriteAsync(ActivityDescriptor descriptor, CancellationToken cancellationToken)
    {
        var inputs = new JsonArray();
        foreach (var input in descriptor.Inputs)
            inputs.Add(await InputAsync(descriptor, input, cancellationToken));
        var json = new JsonObject
        {
            ["typeName"] = descriptor.TypeName,
            ["clrType"] = ClrTypeOf(descriptor),
            ["namespace"] = descriptor.Namespace,
            ["name"] = descriptor.Name,
            ["version"] = descriptor.Version,
            ["category"] = _texts?.Category(descriptor.Category) ?? descriptor.Category,
            ["displayName"] = _texts?.DisplayName(descriptor.TypeName) ?? descriptor.DisplayName,
            ["description"] = _texts?.Description(descriptor.TypeName) ?? descriptor.Description ?? "",
            ["inputs"] = inputs,
            ["outputs"] = new JsonArray([.. descriptor.Outputs.Select(output => (JsonNode)Output(descriptor, output))]),
            ["kind"] = descriptor.Kind.ToString(),
            ["runAsynchronously"] = false,
            ["ports"] = new JsonArray([.. descriptor.Ports.Select(port => (JsonNode)Port(port))]),
            ["customProperties"] = CustomProperties(descriptor),
            ["constructionProperties"] = Properties(descriptor.ConstructionProperties),
            ["isContainer"] = descriptor.IsContainer,
            ["isBrowsable"] = descriptor.IsBrowsable,
            ["isStart"] = descriptor.IsStart,
            ["isTerminal"] = descriptor.IsTerminal,
        };
        if (descriptor.ClrType is null)
            json.Remove("clrType");
        return json;
    }

    /// <summary>Everything that may differ from one call to the next in the same language.</summary>
    public async Task AppendChoicesAsync(IncrementalHash hash, IReadOnlyList<ActivityDescriptor> descriptors, CancellationToken cancellationToken)
    {
        foreach (var provider in descriptors.SelectMany(d => d.Inputs).Select(i => i.OptionsProvider).OfType<Type>().Distinct())
        {
            hash.AppendLine(provider.FullName!);
            foreach (var option in await ProvidedAsync(provider, cancellationToken))
                hash.AppendLine($"{option.Value}\t{option.Text}");
        }
    }

    public async Task<JsonObject> UiSpecificationsAsync(ActivityDescriptor descriptor, InputDescriptor input, CancellationToken cancellationToken)
    {
        var specifications = new JsonObject();
        switch (input.UIHint)
        {
            case InputHints.DropDown when await OptionsAsync(descriptor, input, cancellationToken) is { } options:
                specifications["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = Items(WithNothing(input, options)), ["isFlagsEnum"] = false }, ["providerName"] = null };
                break;
            case InputHints.CheckList when await OptionsAsync(descriptor, input, cancellationToken) is { } options:
                specifications["checklist"] = new JsonObject { ["checkList"] = new JsonObject { ["items"] = Items(options), ["isFlagsEnum"] = false } };
                break;
            case InputHints.RadioList when await OptionsAsync(descriptor, input, cancellationToken) is { } options:
                specifications["radiolist"] = new JsonObject { ["radioList"] = new JsonObject { ["items"] = Items(options) } };
                break;
            case InputHints.CodeEditor or InputHints.JsonEditor:
                specifications["code-editor"] = new JsonObject { ["language"] = input.Language ?? "javascript", ["editorHeight"] = input.UIHint == InputHints.JsonEditor ? 1 : 0 };
                break;
            case InputHints.DynamicOutcomes:
                specifications["DynamicOutcomesOptions"] = new JsonObject { ["fixedOutcomes"] = new JsonArray([.. (input.FixedOutcomes ?? []).Select(o => (JsonNode)o)]) };
                break;
        }

        // No "Refresh": Studio would ask for the choices of every marked input at each drawing of its panel, and draw it anew for each answer.
        return specifications;
    }

    private async Task<JsonObject> InputAsync(ActivityDescriptor descriptor, InputDescriptor input, CancellationToken cancellationToken)
    {
        var json = new JsonObject
        {
            ["name"] = input.Name,
            ["typeName"] = input.TypeName,
            ["displayName"] = _texts?.Input(descriptor.TypeName, input.Name, description: false) ?? input.DisplayName,
            ["order"] = input.Order,
            ["isBrowsable"] = input.IsBrowsable,
            ["isSerializable"] = true,
            ["isSynthetic"] = false,
            ["isWrapped"] = input.IsWrapped,
            ["uiHint"] = input.UIHint,
            ["isReadOnly"] = false,
            ["isSensitive"] = input.IsSensitive,
            ["autoEvaluate"] = input.AutoEvaluate,
            ["uiSpecifications"] = await UiSpecificationsAsync(descriptor, input, cancellationToken),
        };
        Put(json, "description", _texts?.Input(descriptor.TypeName, input.Name, description: true) ?? input.Description);
        Put(json, "category", input.Category);
        Put(json, "defaultSyntax", input.DefaultSyntax);
        if (input.DefaultValue is { } value)
            json["defaultValue"] = JsonSerializer.SerializeToNode(value, ElsaJson.Options);
        return json;
    }

    private JsonObject Output(ActivityDescriptor descriptor, OutputDescriptor output)
    {
        var json = new JsonObject
        {
            ["name"] = output.Name,
            ["typeName"] = output.TypeName,
            ["displayName"] = _texts?.Output(descriptor.TypeName, output.Name) ?? output.DisplayName,
            ["order"] = 0,
            ["isBrowsable"] = output.IsBrowsable,
            ["isSerializable"] = true,
            ["isSynthetic"] = false,
        };
        Put(json, "description", output.Description);
        return json;
    }

    private async Task<IReadOnlyList<InputOption>?> OptionsAsync(ActivityDescriptor descriptor, InputDescriptor input, CancellationToken cancellationToken)
    {
        if (input.OptionsProvider is not { } type)
            return input.Options?.Select(o => o with { Text = _texts?.Option(descriptor.TypeName, input.Name, o.Value) ?? o.Text }).ToList();
        return await ProvidedAsync(type, cancellationToken);
    }

    private async Task<IReadOnlyList<InputOption>> ProvidedAsync(Type provider, CancellationToken cancellationToken)
    {
        if (!_options.TryGetValue(provider, out var options))
            _options[provider] = options = await ((IInputOptionsProvider)services.GetRequiredService(provider)).GetOptionsAsync(cancellationToken);
        return options;
    }

    /// <summary>A choice that has no default may be left open.</summary>
    private static IEnumerable<InputOption> WithNothing(InputDescriptor input, IReadOnlyList<InputOption> options) =>
        input.DefaultValue is null && options.All(o => o.Value.Length > 0) && input.OptionsProvider is not null ? [new InputOption("—", ""), .. options] : options;

    private static JsonArray Items(IEnumerable<InputOption> options) =>
        new([.. options.Select(option => (JsonNode)new JsonObject { ["text"] = option.Text, ["value"] = option.Value })]);

    private static JsonObject Port(PortDescriptor port) => new()
    {
        ["name"] = port.Name, ["displayName"] = port.DisplayName, ["type"] = port.Type.ToString(), ["isBrowsable"] = port.IsBrowsable,
    };

    /// <summary>As Elsa names a class that has no alias among the types of variables.</summary>
    private static string? ClrTypeOf(ActivityDescriptor descriptor) =>
        descriptor.ClrType is { } type ? $"UnregisteredClrType:{type.FullName}, {type.Assembly.GetName().Name}" : null;

    private static JsonObject CustomProperties(ActivityDescriptor descriptor)
    {
        var json = Properties(descriptor.CustomProperties);
        if (ClrTypeOf(descriptor) is { } type)
            json.TryAdd("Type", type);
        return json;
    }

    private static JsonObject Properties(IReadOnlyDictionary<string, object?> properties) =>
        new(properties.Select(p => KeyValuePair.Create(p.Key, JsonSerializer.SerializeToNode(p.Value, ElsaJson.Options))));

    private static void Put(JsonObject json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json[name] = text;
    }
}
