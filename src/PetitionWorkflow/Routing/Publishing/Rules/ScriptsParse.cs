using System.Text.Json.Nodes;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;

namespace PetitionWorkflow.Routing.Publishing.Rules;

/// <summary>A script with a mistake in it would stop the case in front of it.</summary>
internal sealed class ScriptsParse(Texts texts) : IFlowRule
{
    public IEnumerable<PublishFinding> Check(FlowMap flow) =>
        from step in flow.Steps
        from json in FlowJson.Activities(step.Json)
        from script in ScriptsOf(json)
        let error = ScriptSyntax.FindError(script)
        where error is not null
        select Findings.Error(step, texts["Publishing.BrokenScript", step.Label, error]);

    private static IEnumerable<string> ScriptsOf(JsonObject activity) =>
        FlowJson.OwnObjects(activity).Where(json => FlowJson.Text(json, "type") == "JavaScript").Select(json => FlowJson.Text(json, "value")).OfType<string>()
            .Concat(FlowJson.Text(activity, "type") == "Elsa.RunJavaScript" && activity["script"]?["expression"] is JsonObject script && FlowJson.Text(script, "type") == "Literal"
                ? [FlowJson.Text(script, "value") ?? ""]
                : []);
}
