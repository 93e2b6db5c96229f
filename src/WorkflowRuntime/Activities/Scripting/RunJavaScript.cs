using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>
/// Runs a script that may choose outcomes. The script stands in the definition as a literal; an expression of type JavaScript is evaluated
/// first and its result is the script, as in Elsa.
/// </summary>
[Activity("Elsa", "RunJavaScript", Category = "Scripting", DisplayName = "Run JavaScript", Description = "Runs a script.")]
public sealed class RunJavaScript : Activity
{
    [Input(UIHint = InputHints.CodeEditor, DefaultSyntax = Expression.JavaScriptType, Language = "javascript", Description = "The script.")]
    public Input<string> Script { get; set; } = new();

    [Input(UIHint = InputHints.DynamicOutcomes, Description = "The outcomes that the script may choose.")]
    public Input<List<string>> PossibleOutcomes { get; set; } = new();

    [Output(Description = "The value of the script.")]
    public Output<object> Result { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var script = context.Get(Script);
        if (string.IsNullOrWhiteSpace(script))
        {
            await context.CompleteAsync();
            return;
        }

        var chosen = new ChosenOutcomes();
        var value = await context.EvaluateAsync(Expression.JavaScript(script), typeof(object), chosen);
        if (value is not null)
            context.Set(Result, value);
        await context.CompleteAsync(Outcomes.Of(chosen.Names is { Count: > 0 } names ? names : [Outcomes.Done]));
    }

    private sealed class ChosenOutcomes : IOutcomeSink
    {
        public IReadOnlyList<string>? Names { get; private set; }

        public void SetOutcomes(IReadOnlyList<string> outcomes) => Names = outcomes;
    }
}
