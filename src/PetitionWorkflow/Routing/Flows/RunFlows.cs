using Microsoft.Extensions.Logging;
using PetitionWorkflow.Jobs;
using WorkflowRuntime.Execution;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>
/// The heartbeat of the flows (D4): what bursts left for after their commit (a parent goes on when its child is done) and timers that
/// are due. What fails stays and is tried again.
/// </summary>
public sealed partial class RunFlows(WorkflowPump pump, ILogger<RunFlows> log) : IRecurringWork
{
    public static string Name => "workflows";

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var failure in (await pump.RunAsync(cancellation)).Failures)
        {
            LogFailed(failure.Exception, failure.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Queued workflow work {Id} failed; it is tried again")]
    private partial void LogFailed(Exception failure, string id);
}
