namespace WorkflowRuntime.Activities;

/// <summary>The channels through which workflows are dispatched: there is one.</summary>
internal sealed class Channels : IInputOptionsProvider
{
    public ValueTask<IReadOnlyList<InputOption>> GetOptionsAsync(CancellationToken cancellationToken) => new([new InputOption("Default", "")]);
}
