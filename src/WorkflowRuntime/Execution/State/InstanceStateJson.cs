using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.Execution.State;

/// <summary>The compact JSON of an instance's state. Short keys, nothing that is empty; large states are compressed.</summary>
public static class InstanceStateJson
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static InstanceState Read(byte[] data) => data.Length == 0 ? new InstanceState() : InstanceStateReader.Read(Packing.Unpack(data));

    public static byte[] Write(InstanceState state)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
            Write(json, state);
        return Packing.Pack(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, InstanceState state)
    {
        json.WriteStartObject();
        json.WriteNumber("q", state.JournalSequence);
        WriteValues(json, "in", state.Input);
        WriteValues(json, "out", state.Output);
        WriteValues(json, "pr", state.Properties);
        WriteList(json, "cx", state.Contexts, WriteContext);
        WriteList(json, "bm", state.Bookmarks, WriteBookmark);
        WriteList(json, "cb", state.Callbacks, WriteCallback);
        WriteList(json, "wi", state.Queue, WriteQueued);
        WriteList(json, "ic", state.Incidents, WriteIncident);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, ContextState context)
    {
        json.WriteStartObject();
        json.WriteString("i", context.Id);
        WriteText(json, "p", context.ParentId);
        json.WriteString("n", context.NodeId);
        json.WriteNumber("s", (int)context.Status);
        json.WriteNumber("t", context.StartedAt.Ticks);
        if (context.CompletedAt is { } completedAt)
            json.WriteNumber("e", completedAt.Ticks);
        WriteText(json, "g", context.Tag);
        WriteNumber(json, "f", context.FaultCount);
        WriteNumber(json, "b", context.IsBreaking ? 1 : 0);
        WriteText(json, "sb", context.ScheduledById);
        WriteText(json, "sa", context.ScheduledByActivityId);
        WriteNumber(json, "d", context.CallStackDepth);
        if (context.Properties is { Count: > 0 } properties)
        {
            json.WriteStartObject("pp");
            foreach (var (name, value) in properties)
            {
                json.WritePropertyName(name);
                PropertyValue.Write(json, value);
            }

            json.WriteEndObject();
        }

        WriteValues(json, "v", context.Variables);
        WriteValues(json, "dv", context.DynamicVariables);
        WriteValues(json, "iv", context.Inputs);
        WriteValues(json, "o", context.Outputs);
        WriteValues(json, "j", context.JournalData);
        json.WriteEndObject();
    }

    private static void WriteBookmark(Utf8JsonWriter json, BookmarkState bookmark)
    {
        json.WriteStartObject();
        json.WriteString("i", bookmark.Id);
        json.WriteString("n", bookmark.Name);
        json.WriteString("h", bookmark.Hash);
        WriteText(json, "pl", bookmark.Payload);
        json.WriteString("c", bookmark.ContextId);
        json.WriteNumber("t", bookmark.CreatedAt.Ticks);
        WriteNumber(json, "kb", bookmark.AutoBurn ? 0 : 1);
        WriteNumber(json, "kc", bookmark.AutoComplete ? 0 : 1);
        WriteText(json, "m", bookmark.Callback);
        if (bookmark.DueAt is { } dueAt)
            json.WriteNumber("due", dueAt.Ticks);
        if (bookmark.Metadata is { Count: > 0 } metadata)
        {
            json.WriteStartObject("md");
            foreach (var (name, value) in metadata)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteCallback(Utf8JsonWriter json, CallbackState callback)
    {
        json.WriteStartArray();
        json.WriteStringValue(callback.OwnerId);
        json.WriteStringValue(callback.ChildNodeId);
        json.WriteStringValue(callback.Method);
        json.WriteEndArray();
    }

    private static void WriteQueued(Utf8JsonWriter json, QueuedState item)
    {
        json.WriteStartObject();
        json.WriteString("n", item.NodeId);
        WriteText(json, "p", item.OwnerId);
        WriteText(json, "x", item.ExistingId);
        WriteText(json, "g", item.Tag);
        WriteValues(json, "v", item.Variables);
        json.WriteEndObject();
    }

    private static void WriteIncident(Utf8JsonWriter json, Incident incident)
    {
        json.WriteStartObject();
        json.WriteString("a", incident.ActivityId);
        json.WriteString("n", incident.ActivityNodeId);
        json.WriteString("i", incident.ActivityInstanceId);
        json.WriteString("y", incident.ActivityType);
        json.WriteString("m", incident.Message);
        json.WriteNumber("t", incident.Timestamp.Ticks);
        if (incident.Exception is { } exception)
        {
            json.WritePropertyName("x");
            ExceptionJson.Write(json, exception);
        }

        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, List<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, string name, Dictionary<string, object?>? values)
    {
        if (values is not { Count: > 0 })
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            ValueJson.Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }
}
