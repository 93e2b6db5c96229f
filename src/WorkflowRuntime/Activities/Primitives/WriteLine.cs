using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Execution;

namespace WorkflowRuntime.Activities;

/// <summary>Writes a line, to the host's <see cref="IWriteLine"/> when it has one and otherwise nowhere: text of a flow may be personal data.</summary>
[Activity("Elsa", "WriteLine", Category = "Console", Description = "Writes a line of text.")]
public sealed class WriteLine : Activity
{
    [Input(Description = "The text.")]
    public Input<string> Text { get; set; } = new();

    internal override bool NeverWaits => true;

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.Services.GetService<IWriteLine>()?.WriteLine(context.Get(Text));
        return context.CompleteAsync();
    }
}

/// <summary>Where WriteLine activities write.</summary>
public interface IWriteLine
{
    void WriteLine(string? text);
}
