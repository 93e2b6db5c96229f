using Cronos;
using System.Globalization;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Timers;

/// <summary>Start triggers that a clock fires: their timers, and when they fire again.</summary>
internal sealed class TimerRows(IWorkflowStore store)
{
    /// <summary>
    /// Starts the trigger's workflow and sets the next moment: an interval counts from now, so missed firings are not caught up; a
    /// missed cron moment is lost; a StartAt fires once.
    /// </summary>
    public async Task<IReadOnlyList<BurstResult>> FireTriggerAsync(TimerRow timer, DateTime now, Bursts bursts, CancellationToken cancellationToken)
    {
        if (await store.FindTriggerAsync(timer.Id, cancellationToken) is not { } trigger)
        {
            store.RemoveTimer(timer.Id);
            return [];
        }

        var payload = ReadPayload(trigger);
        var next = NextAfter(payload, now);
        if (next is { } dueAt)
        {
            timer.DueAt = dueAt;
            store.UpdateTimer(timer);
        }
        else
        {
            store.RemoveTimer(timer.Id);
        }

        var start = new StartWorkflow
        {
            DefinitionId = trigger.DefinitionId,
            DefinitionVersionId = trigger.DefinitionVersionId,
            TriggerActivityId = trigger.ActivityId,
            Input = payload.ToDictionary(pair => char.ToUpperInvariant(pair.Key[0]) + pair.Key[1..], pair => pair.Value),
            RespectActivationStrategy = false,
        };
        return [await bursts.StartAsync(start, 0, cancellationToken)];
    }

    /// <summary>The next moment of a cron text (six fields, seconds first, UTC); fails on a text that is none.</summary>
    public static DateTime? NextOccurrence(string cron, DateTime after) =>
        CronExpression.Parse(cron, CronFormat.IncludeSeconds).GetNextOccurrence(DateTime.SpecifyKind(after, DateTimeKind.Utc));

    private static DateTime? NextAfter(IDictionary<string, object?> payload, DateTime now)
    {
        if (payload.TryGetValue("interval", out var interval) && TimeSpan.TryParse(interval as string, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero)
            return now + span;
        return payload.TryGetValue("cronExpression", out var cron) && cron is string text ? NextOccurrence(text, now) : null;
    }

    private static IDictionary<string, object?> ReadPayload(TriggerRow trigger) =>
        trigger.Payload is { } json && ValueJson.Deserialize(json) is IDictionary<string, object?> payload ? payload : new Dictionary<string, object?>();
}
