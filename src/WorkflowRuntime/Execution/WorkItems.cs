using System.Globalization;
using System.Text.Json;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Execution;

/// <summary>Makes queued work and reads it back.</summary>
internal sealed class WorkItems(TimeProvider time, IIdGenerator ids, WorkflowRuntimeOptions options)
{
    private const string ChainKey = "chain";

    private static long s_last;

    public WorkItemRow Of(Stimulus stimulus, int chain = 0)
    {
        var hash = stimulus.ComputeHash();
        return Make(WorkItemKind.Stimulus, stimulus.InstanceId, hash, chain, new Dictionary<string, object?>
        {
            ["name"] = stimulus.Name,
            ["hash"] = hash,
            ["correlationId"] = stimulus.CorrelationId,
            ["instanceId"] = stimulus.InstanceId,
            ["activityInstanceId"] = stimulus.ActivityInstanceId,
            ["input"] = stimulus.Input,
        });
    }

    /// <summary>One bookmark that a stimulus matched, in a unit of its own.</summary>
    public WorkItemRow Of(BookmarkRow bookmark, IReadOnlyDictionary<string, object?>? input, int chain) =>
        Make(WorkItemKind.Resume, bookmark.InstanceId, null, chain, new Dictionary<string, object?> { ["bookmarkId"] = bookmark.Id, ["input"] = input });

    public WorkItemRow Of(StartWorkflow start, int chain = 0) => Make(WorkItemKind.Start, start.InstanceId, null, chain, new Dictionary<string, object?>
    {
        ["definitionId"] = start.DefinitionId,
        ["definitionVersionId"] = start.DefinitionVersionId,
        ["input"] = start.Input,
        ["correlationId"] = start.CorrelationId,
        ["name"] = start.Name,
        ["triggerActivityId"] = start.TriggerActivityId,
        ["instanceId"] = start.InstanceId,
        ["parentInstanceId"] = start.ParentInstanceId,
        ["properties"] = start.Properties,
        ["respectActivationStrategy"] = start.RespectActivationStrategy,
    });

    public static Stimulus ReadStimulus(WorkItemRow row)
    {
        var values = ReadPayload(row);
        return new Stimulus
        {
            Name = Text(values, "name")!,
            Hash = Text(values, "hash"),
            CorrelationId = Text(values, "correlationId"),
            InstanceId = Text(values, "instanceId"),
            ActivityInstanceId = Text(values, "activityInstanceId"),
            Input = Values(values, "input"),
        };
    }

    public static (string BookmarkId, IReadOnlyDictionary<string, object?>? Input) ReadResume(WorkItemRow row)
    {
        var values = ReadPayload(row);
        return (Text(values, "bookmarkId")!, Values(values, "input"));
    }

    public static StartWorkflow ReadStart(WorkItemRow row)
    {
        var values = ReadPayload(row);
        return new StartWorkflow
        {
            DefinitionId = Text(values, "definitionId"),
            DefinitionVersionId = Text(values, "definitionVersionId"),
            Version = VersionOptions.Published,
            Input = Values(values, "input"),
            CorrelationId = Text(values, "correlationId"),
            Name = Text(values, "name"),
            TriggerActivityId = Text(values, "triggerActivityId"),
            InstanceId = Text(values, "instanceId"),
            ParentInstanceId = Text(values, "parentInstanceId"),
            Properties = Values(values, "properties"),
            RespectActivationStrategy = values.TryGetValue("respectActivationStrategy", out var respect) && respect is true,
        };
    }

    /// <summary>How many bursts in a row led to this item.</summary>
    public static int ReadChain(WorkItemRow row) => ReadPayload(row).TryGetValue(ChainKey, out var chain) ? Convert.ToInt32(chain, CultureInfo.InvariantCulture) : 0;

    private WorkItemRow Make(WorkItemKind kind, string? instanceId, string? hash, int chain, Dictionary<string, object?> payload)
    {
        if (chain > 0)
            payload[ChainKey] = chain;
        var now = time.GetUtcNow().UtcDateTime;
        return new WorkItemRow
        {
            Id = ids.NewId(),
            Sequence = NextSequence(now),
            Kind = kind,
            State = WorkItemState.Ready,
            NotBefore = now,
            CreatedAt = now,
            ExpiresAt = kind == WorkItemKind.Stimulus ? now + options.ParkedStimulusLifetime : null,
            InstanceId = instanceId,
            Hash = hash,
            Payload = ValueJson.Serialize(payload),
        };
    }

    /// <summary>Rises with the clock, also between processes, and always within this one.</summary>
    private static long NextSequence(DateTime now)
    {
        while (true)
        {
            var last = Interlocked.Read(ref s_last);
            var next = Math.Max(last + 1, now.Ticks);
            if (Interlocked.CompareExchange(ref s_last, next, last) == last)
                return next;
        }
    }

    private static IDictionary<string, object?> ReadPayload(WorkItemRow row) =>
        ValueJson.Deserialize(row.Payload) as IDictionary<string, object?> ?? throw new JsonException($"Work item {row.Id} has no readable payload.");

    private static string? Text(IDictionary<string, object?> values, string name) => values.TryGetValue(name, out var value) ? value as string : null;

    private static IReadOnlyDictionary<string, object?>? Values(IDictionary<string, object?> values, string name) =>
        values.TryGetValue(name, out var value) ? value as IReadOnlyDictionary<string, object?> : null;
}
