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

    internal override bool NeverWaits => true;

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        // The workflow-as-activity around takes the outcomes when it completes, whoever completes it: often the containers between do.
        context.Execution.CompositeOutcomes = ReadOutcomes(context.Get(Outcomes));
        var workflow = context.Parent;
        while (workflow is { Activity: not Workflow, Parent: { } around })
            workflow = around;
        await context.CompleteAsync();
        if (workflow is not null)
            await workflow.CompleteAsync();
    }

    /// <summary>A text is one outcome, also one that holds a JSON array: recorded behaviour.</summary>
    private static Outcomes ReadOutcomes(object? value)
    {
        var names = value switch
        {
            string name when !string.IsNullOrWhiteSpace(name) => [name],
            IEnumerable items and not string and not IDictionary => items.Cast<object?>().Where(item => item is not null).Select(item => ValueConverter.ToText(item!)).ToList(),
            _ => new List<string>(),
        };
        return names.Count == 0 ? Execution.Outcomes.Default : Execution.Outcomes.Of(names);
    }
}
