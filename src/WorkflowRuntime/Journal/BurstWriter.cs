using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Execution.State;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Journal;

/// <summary>
/// Writes the journal of one burst into one small blob: a table of the contexts, the log lines, and the execution records of the
/// contexts that changed. <see cref="BurstReader"/> reads it.
/// </summary>
internal sealed class BurstWriter
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Longer values are cut in the records; the variables keep them whole.</summary>
    public const int MaxValueLength = 64 * 1024;

    private readonly WorkflowExecution _execution;
    private readonly Utf8JsonWriter _json;
    private readonly DateTime _start;
    private readonly Dictionary<ActivityExecutionContext, int> _contexts = new(ReferenceEqualityComparer.Instance);

    private BurstWriter(WorkflowExecution execution, Utf8JsonWriter json)
    {
        (_execution, _json) = (execution, json);
        _start = execution.Journal.Count > 0 ? execution.Journal[0].At : execution.Row.UpdatedAt;
    }

    public static byte[] Write(WorkflowExecution execution)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Writing))
            new BurstWriter(execution, json).Write();
        return Packing.Pack(buffer.WrittenSpan);
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteNumber("t", _start.Ticks);
        _json.WriteNumber("q", _execution.JournalSequence - _execution.Journal.Count);
        WriteContexts();
        _json.WriteStartArray("j");
        foreach (var line in _execution.Journal)
            WriteLine(line);
        _json.WriteEndArray();
        _json.WriteStartArray("r");
        foreach (var context in _execution.Contexts)
        {
            if (context.IsDirty)
                WriteRecord(context);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    /// <summary>Every context of the burst, what is around it first: id, parent, and the place in the graph.</summary>
    private void WriteContexts()
    {
        _json.WriteStartArray("c");
        foreach (var context in _execution.Contexts)
            WriteContext(context);
        _json.WriteEndArray();
    }

    private void WriteContext(ActivityExecutionContext context)
    {
        if (context.Parent is { } parent && !_contexts.ContainsKey(parent))
            WriteContext(parent);
        if (!_contexts.TryAdd(context, _contexts.Count))
            return;
        _json.WriteStartArray();
        _json.WriteStringValue(context.Id);
        _json.WriteNumberValue(context.Parent is { } owner ? _contexts[owner] : -1);
        _json.WriteStringValue(context.ActivityId);
        _json.WriteStringValue(context.Node.Type);
        _json.WriteNumberValue(context.Activity.Version);
        _json.WriteStringValue(context.Node.Name == context.ActivityId ? "" : context.Node.Name);
        // The node id is the parent's node id and the id, except where ids are doubled or a level has no context.
        var usual = context.Parent is { } around ? $"{around.NodeId}:{context.ActivityId}" : context.ActivityId;
        if (usual != context.NodeId)
            _json.WriteStringValue(context.NodeId);
        _json.WriteEndArray();
    }

    private void WriteLine(LogLine line)
    {
        _json.WriteStartArray();
        _json.WriteNumberValue(_contexts[line.Context]);
        var known = Array.IndexOf(BurstFormat.Events, line.EventName);
        if (known >= 0)
            _json.WriteNumberValue(known);
        else
            _json.WriteStringValue(line.EventName);
        _json.WriteNumberValue(Offset(line.At));
        if (line.Message is not null || line.Payload is not null)
            _json.WriteStringValue(line.Message);
        if (line.Payload is not null)
            _json.WriteStringValue(line.Payload);
        _json.WriteEndArray();
    }

    private void WriteRecord(ActivityExecutionContext context)
    {
        _json.WriteStartObject();
        _json.WriteNumber("c", _contexts[context]);
        _json.WriteNumber("s", (int)context.Status);
        _json.WriteNumber("t", Offset(context.StartedAt));
        if (context.CompletedAt is { } completedAt)
            _json.WriteNumber("e", Offset(completedAt));
        if (context.HasBookmarks)
            _json.WriteNumber("b", 1);
        if (context.FaultCount > 0)
            _json.WriteNumber("f", context.FaultCount);
        WriteInputs(context);
        WriteValues("o", context.Outputs);
        WriteValues("p", context.JournalDataOrNull);
        if (context.Exception is { } exception)
        {
            _json.WritePropertyName("x");
            ExceptionJson.Write(_json, exception);
        }

        if (context.ScheduledById is { } by)
            _json.WriteString("sb", by);
        if (context.ScheduledByActivityId is { } activity)
            _json.WriteString("sa", activity);
        if (context.CallStackDepth > 0)
            _json.WriteNumber("d", context.CallStackDepth);
        _json.WriteEndObject();
    }

    private void WriteInputs(ActivityExecutionContext context)
    {
        var node = context.Node;
        if (node.Descriptor.Inputs.Count == 0)
            return;
        var started = false;
        foreach (var descriptor in node.Descriptor.Inputs)
        {
            string? raw = null;
            var value = context.Values[descriptor.Slot];
            if (descriptor.IsSensitive || (value is null && (node.RawInputs is null || !node.RawInputs.TryGetValue(descriptor.Name, out raw))))
                continue;
            if (!started)
                _json.WriteStartObject("i");
            started = true;
            _json.WritePropertyName(descriptor.Name);
            if (raw is not null)
                _json.WriteRawValue(raw);
            else
                WriteValue(value);
        }

        if (started)
            _json.WriteEndObject();
    }

    private void WriteValues(string name, IReadOnlyDictionary<string, object?>? values)
    {
        if (values is not { Count: > 0 })
            return;
        _json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            _json.WritePropertyName(key);
            WriteValue(value);
        }

        _json.WriteEndObject();
    }

    private void WriteValue(object? value)
    {
        switch (value)
        {
            case string { Length: > MaxValueLength } text:
                _json.WriteStringValue(string.Concat(text.AsSpan(0, MaxValueLength), "…"));
                break;
            case TypedRecord record:
                ValueJson.WritePlain(_json, record.ForOutput());
                break;
            case null or string or bool or int or long or decimal or DateTime or TimeSpan or Enum:
                ValueJson.WritePlain(_json, value);
                break;
            default:
                WriteLarge(ValueJson.WritePlain(value));
                break;
        }
    }

    private void WriteLarge(string json)
    {
        if (json.Length <= MaxValueLength)
            _json.WriteRawValue(json, skipInputValidation: true);
        else
            _json.WriteStringValue(string.Concat(json.AsSpan(0, MaxValueLength), "…"));
    }

    /// <summary>Microseconds since the burst began; negative for what began earlier.</summary>
    private long Offset(DateTime at) => (at.Ticks - _start.Ticks) / 10;
}
