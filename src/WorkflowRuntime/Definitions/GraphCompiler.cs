using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Definitions;

/// <summary>
/// Turns a definition into a graph. Never fails on what an author can write: what cannot be understood becomes a NotFound activity or
/// a warning, and shows when the flow gets there.
/// </summary>
internal sealed class GraphCompiler
{
    /// <summary>Workflows used as activities of one another, at most this deep.</summary>
    public const int MaxNesting = 10;

    private readonly ActivityRegistry _registry;
    private readonly IReadOnlyDictionary<JsonObject, WorkflowDefinition> _references;
    private readonly List<string> _warnings = [];
    private readonly List<ActivityNode> _nodes = [];

    /// <param name="registry">The activity types of the host.</param>
    /// <param name="references">The definitions behind the activities that are workflows, by the activity's JSON.</param>
    public GraphCompiler(ActivityRegistry registry, IReadOnlyDictionary<JsonObject, WorkflowDefinition> references) =>
        (_registry, _references) = (registry, references);

    public WorkflowGraph Compile(WorkflowDefinition definition, string revision)
    {
        var workflow = CompileWorkflow(definition, null, null, 0);
        for (var i = 0; i < _nodes.Count; i++)
            _nodes[i].Index = i;
        NodeIds.Assign(_nodes, _warnings);
        return new WorkflowGraph(workflow.Node, _nodes, _warnings, revision);
    }

    private Workflow CompileWorkflow(WorkflowDefinition definition, ActivityNode? parent, string? port, int nesting)
    {
        var outputs = definition.Outputs;
        var workflow = new Workflow
        {
            DefinitionId = definition.DefinitionId,
            DefinitionVersionId = definition.Id,
            DefinitionVersion = definition.Version,
            DefinitionName = definition.Name,
            Options = definition.Options,
            Inputs = definition.Inputs,
            Outputs = outputs,
            Outcomes = definition.Outcomes,
            OutputsByName = outputs.DistinctBy(o => o.Name).ToFrozenDictionary(o => o.Name, StringComparer.Ordinal),
            NamesAccessorsByActivityName = !(System.Version.TryParse(definition.ToolVersion, out var tool) && tool.Major < 3),
            Variables = definition.Variables.Select(v => Variable.Compile(v, dropUnknownType: true)).OfType<Variable>().ToList(),
        };
        var descriptor = _registry.Find("Elsa.Workflow")!;
        var node = Attach(workflow, descriptor, descriptor.TypeName, parent, port, workflow);
        workflow.Result.Name = "Result";
        node.Outputs = [workflow.Result];
        if (definition.Root is { } root)
            workflow.Root = CompileActivity(root, node, "root", workflow, nesting);
        return workflow;
    }

    private Activity CompileActivity(JsonObject json, ActivityNode parent, string port, Workflow owner, int nesting)
    {
        json = Unwrap(json);
        var type = json.GetString("type") ?? "";
        var activity = _references.TryGetValue(json, out var definition)
            ? CompileDefinitionActivity(json, definition, parent, port, owner, nesting)
            : CompilePlain(json, type, parent, port, owner, nesting);
        if (activity.Node.Parent is { Activity: NotFoundActivity })
            _warnings.Add($"{activity.Node.Type} is inside an unknown activity.");
        return activity;
    }

    private Activity CompilePlain(JsonObject json, string type, ActivityNode parent, string port, Workflow owner, int nesting)
    {
        if (_registry.Find(type, json.GetInt("version")) is not { Create: { } create } descriptor)
            return CompileUnknown(json, type, parent, port, owner);
        var activity = create();
        var node = Attach(activity, descriptor, descriptor.TypeName, parent, port, owner);
        ReadCommon(activity, json);
        InputReader.Read(node, json, _warnings);
        var children = json;
        foreach (var child in descriptor.Ports)
        {
            if (child.Set is not null && children.Get(JsonKeys.ToCamel(child.Name)) is JsonObject childJson && DefinitionShape.IsActivity(childJson))
                child.Set(activity, CompileActivity(childJson, node, JsonKeys.ToCamel(child.Name), owner, nesting));
        }

        activity.Read(new ActivityReader(json, (childJson, name) => CompileActivity(childJson, node, name, owner, nesting), _warnings.Add));
        return activity;
    }

    private NotFoundActivity CompileUnknown(JsonObject json, string type, ActivityNode parent, string port, Workflow owner)
    {
        var descriptor = _registry.Find("Elsa.NotFoundActivity")!;
        var activity = new NotFoundActivity { MissingType = type };
        Attach(activity, descriptor, descriptor.TypeName, parent, port, owner);
        ReadCommon(activity, json);
        _warnings.Add($"Activity {activity.Id} has the unknown type '{type}'.");
        return activity;
    }

    private Activity CompileDefinitionActivity(JsonObject json, WorkflowDefinition definition, ActivityNode parent, string port, Workflow owner, int nesting)
    {
        if (nesting >= MaxNesting)
        {
            _warnings.Add($"Workflow {definition.DefinitionId} is used as an activity of itself, or more than {MaxNesting} deep.");
            return CompileUnknown(json, json.GetString("type") ?? "", parent, port, owner);
        }

        var descriptor = DefinitionActivities.Describe(definition);
        var activity = new WorkflowDefinitionActivity();
        var node = Attach(activity, descriptor, descriptor.TypeName, parent, port, owner);
        ReadCommon(activity, json);
        activity.Version = definition.Version;
        InputReader.Read(node, json, _warnings);
        var inputs = definition.Inputs.Select(input => new Variable(
            input.Name, input.Name, TypeAliases.Resolve(input.TypeName, input.IsArray), null, VariableStorage.None));
        var outputs = activity.InnerOutputs.Select(output => new Variable(output.Name, output.Name, typeof(object), null, VariableStorage.None));
        activity.Variables = [.. inputs, .. outputs];
        activity.Inner = CompileWorkflow(definition, node, "root", nesting + 1);
        return activity;
    }

    /// <summary>A saved placeholder stands for the activity that was unknown then; it may be known now.</summary>
    private static JsonObject Unwrap(JsonObject json)
    {
        if (json.GetString("type") != "Elsa.NotFoundActivity" || json.GetString("originalActivityJson") is not { } original)
            return json;
        try
        {
            return JsonNode.Parse(original) as JsonObject ?? json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private ActivityNode Attach(Activity activity, ActivityDescriptor descriptor, string type, ActivityNode? parent, string? port, Workflow owner)
    {
        var node = new ActivityNode(activity, descriptor, type, parent, port) { Owner = owner };
        activity.Node = node;
        _nodes.Add(node);
        return node;
    }

    private static void ReadCommon(Activity activity, JsonObject json)
    {
        activity.Id = json.GetString("id") ?? "";
        activity.Name = json.GetString("name");
        activity.Version = json.GetInt("version") ?? 1;
        activity.CustomProperties = json.Get("customProperties") as JsonObject ?? [];
        activity.Metadata = json.Get("metadata") as JsonObject ?? [];
        // Elsa 3.0 wrote the flag on the activity itself.
        activity.CanStartWorkflow = activity.CustomProperties.GetBool("canStartWorkflow") || json.GetBool("canStartWorkflow");
        if (activity is Container container && json.GetArray("variables") is { } variables)
            container.Variables = variables.OfType<JsonObject>().Select(VariableDefinition.FromJson).OfType<VariableDefinition>().Select(Declare).ToList();

        // An unnamed variable of a container gets a name of its own.
        static Variable Declare(VariableDefinition definition, int index) =>
            Variable.Compile(definition.Name.Length == 0 ? definition with { Name = $"Variable{index + 1}" } : definition, dropUnknownType: false)!;
    }
}
