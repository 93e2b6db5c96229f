using System.Collections;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace WorkflowRuntime.Activities;

/// <summary>Completes the nearest workflow (a workflow-as-activity, or the whole) with chosen outcomes; flowcharts and sequences do not count.</summary>
[Activity("Elsa", "Complete", Category = "Composition", Description = "Completes the workflow it is in, with outcomes.", IsTerminal = true)]
public sealed class Complete : Activity
{
    [Input(UIHint = InputHints.OutcomePicker, DefaultSyntax = Expression.ObjectType, Description = "The outcomes to leave by.")]
    public Input<object> Outcomes { get; set; } = new();

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var outcomes = ReadOutcomes(context.Get(Outcomes));
        var composite = context.Parent;
        while (composite is { Activity: not Workflow, Parent: { } around })
            composite = around;
        await context.CompleteAsync();
        if (composite is not null)
            await composite.CompleteAsync(outcomes);
    }

    private static Outcomes ReadOutcomes(object? value)
    {
        if (value is string text && text.TrimStart().StartsWith('[') && TryParse(text) is { } parsed)
            value = parsed;
        var names = value switch
        {
            string name when !string.IsNullOrWhiteSpace(name) => [name],
            IEnumerable items and not string and not IDictionary => items.Cast<object?>().Where(item => item is not null).Select(item => ValueConverter.ToText(item!)).ToList(),
            _ => new List<string>(),
        };
        return names.Count == 0 ? Execution.Outcomes.Default : Execution.Outcomes.Of(names);
    }

    private static object? TryParse(string text)
    {
        try
        {
            return ValueJson.Deserialize(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
