using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Incidents;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Bookmarks;

/// <summary>
/// The stored start points of published definitions: every activity of kind trigger that may start the workflow, also a nested one. Its
/// inputs are evaluated without an instance.
/// </summary>
public sealed class TriggerIndex(IWorkflowStore store, WorkflowGraphs graphs, IExpressionEvaluator evaluator, IIdGenerator ids, TimeProvider time)
{
    /// <summary>What keeps the definition from being published: triggers that make no sense.</summary>
    public async ValueTask<IReadOnlyList<PublishError>> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var errors = new List<PublishError>();
        await CollectAsync(definition, errors, cancellationToken);
        return errors;
    }

    /// <summary>Replaces the definition's triggers; those that did not change keep their rows and timers.</summary>
    public async ValueTask ReplaceAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var wanted = await CollectAsync(definition, [], cancellationToken);
        foreach (var row in await store.ListTriggersAsync(definition.DefinitionId, cancellationToken))
        {
            // The row names the version that it starts, so a new version always means a new row; its clock goes on where it stood.
            var same = wanted.Find(w => w.Hash == row.Hash && w.ActivityId == row.ActivityId);
            if (same is not null && await store.FindTimerAsync(row.Id, cancellationToken) is { } timer)
                same.DueAt = timer.DueAt;
            store.RemoveTrigger(row.Id);
            store.RemoveTimer(row.Id);
        }

        foreach (var trigger in wanted)
        {
            var id = ids.NewId();
            store.AddTrigger(new TriggerRow
            {
                Id = id,
                DefinitionId = definition.DefinitionId,
                DefinitionVersionId = definition.Id,
                Name = trigger.Name,
                ActivityId = trigger.ActivityId,
                Hash = trigger.Hash,
                Payload = trigger.Payload,
            });
            if (trigger.DueAt is { } dueAt)
                store.AddTimer(new TimerRow { Id = id, Kind = TimerKind.Trigger, DueAt = dueAt });
        }
    }

    public async ValueTask RemoveAsync(string definitionId, CancellationToken cancellationToken)
    {
        foreach (var row in await store.ListTriggersAsync(definitionId, cancellationToken))
        {
            store.RemoveTrigger(row.Id);
            store.RemoveTimer(row.Id);
        }
    }

    private async ValueTask<List<Wanted>> CollectAsync(WorkflowDefinition definition, List<PublishError> errors, CancellationToken cancellationToken)
    {
        var graph = await graphs.CompileAsync(definition, store, cancellationToken: cancellationToken);
        var wanted = new List<Wanted>();
        foreach (var node in graph.Nodes)
        {
            if (node.Activity is not ITrigger trigger || !node.Activity.CanStartWorkflow || !ReferenceEquals(node.Owner, graph.Workflow))
                continue;
            try
            {
                var context = new TriggerContext(await EvaluateAsync(node, definition, cancellationToken), time.GetUtcNow().UtcDateTime);
                wanted.AddRange(trigger.GetStimuli(context).Select(stimulus => new Wanted(
                    stimulus.Name, node.Id, StimulusHasher.Hash(stimulus.Name, stimulus.Payload), StimulusHasher.ToPayloadJson(stimulus.Payload)) { DueAt = stimulus.DueAt }));
            }
            catch (Exception e) when (e is ExpressionException or WorkflowFaultException or FormatException)
            {
                errors.Add(new PublishError(node.Id, $"The trigger {node.Activity.DisplayText} should have a payload: {e.Message}"));
            }
        }

        return wanted;
    }

    private async ValueTask<object?[]> EvaluateAsync(ActivityNode node, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var values = new object?[node.Descriptor.Inputs.Count];
        var scope = new PublishScope(definition);
        foreach (var input in node.Inputs)
            values[input.Descriptor.Slot] = input.Expression is { } expression ? await evaluator.EvaluateAsync(expression, input.Type, scope, cancellationToken) : input.DefaultValue;
        return values;
    }

    private sealed record Wanted(string Name, string ActivityId, string Hash, string? Payload)
    {
        public DateTime? DueAt { get; set; }
    }
}
