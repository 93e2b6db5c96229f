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
        var outcomes = ReadOutcomes(context.Get(Outcomes));
        for (var around = context.Parent; around is not null; around = around.Parent)
        {
            if (around.Activity.IsCanceledByComplete)
                await around.CancelAsync();
            if (around.Activity is IComposite)
            {
                await CompleteAsync(context, around, outcomes);
                return;
            }
        }
    }

    /// <summary>The workflow-as-activity around takes the outcomes when it completes, whoever completes it: often the containers between do.</summary>
    private static async ValueTask CompleteAsync(ActivityExecutionContext context, ActivityExecutionContext workflow, Outcomes outcomes)
    {
        context.Execution.CompositeOutcomes = outcomes;
        await context.CompleteAsync();
        // Recorded: only a workflow that started in this burst shows them.
        await workflow.CompleteAsync(workflow.IsRestored ? Execution.Outcomes.Default : outcomes);
    }

    /// <summary>A text is one outcome, also one that holds a JSON array: recorded behaviour. What is no list of outcomes is Done.</summary>
    private static Outcomes ReadOutcomes(object? value) => value switch
    {
        string name => Execution.Outcomes.Of([name]),
        IEnumerable items and not IDictionary and not IDictionary<string, object?> =>
            Execution.Outcomes.Of(items.Cast<object?>().Where(item => item is not null).Select(item => ValueConverter.ToText(item!)).ToList()),
        _ => Execution.Outcomes.Of(["Done"]),
    };
}
