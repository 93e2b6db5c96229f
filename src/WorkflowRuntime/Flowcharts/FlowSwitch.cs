using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Flowcharts;

/// <summary>Leaves by the labels of the cases that hold, or by Default.</summary>
[Activity("Elsa", "FlowSwitch", Category = "Branching", DisplayName = "Switch (flow)", Description = "Chooses ways by conditions.")]
[Outcome("Default")]
public sealed class FlowSwitch : Activity
{
    private List<SwitchCase> _cases = [];

    [Input(IsWrapped = false, UIHint = InputHints.FlowSwitchEditor, Description = "The cases.")]
    public JsonElement Cases { get; set; }

    [Input(UIHint = InputHints.DropDown, Description = "Take the first case that holds, or all of them.")]
    public Input<SwitchMode> Mode { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override void Read(ActivityReader reader) =>
        _cases = reader.Json.GetArray("cases")?.OfType<JsonObject>().Select(json => SwitchCase.Read(json, null)).ToList() ?? [];

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matches = await SwitchCase.MatchAsync(context, _cases, context.Get(Mode));
        await context.CompleteAsync(Outcomes.Of(matches.Count == 0 ? ["Default"] : matches.ConvertAll(match => match.Label)));
    }
}
