using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

/// <summary>The hub, spoken to as a SignalR client speaks over a WebSocket: texts of JSON, each ended by a record separator.</summary>
public sealed class LiveTests : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ElsaServer _server = new();
    private readonly Dictionary<WebSocket, StringBuilder> _received = [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Viewer_IsToldWhenItsInstanceAdvances()
    {
        await _server.PublishAsync(Flows.Waiting("live"));
        var instance = await _server.StartAsync("live");
        using var socket = await ObserveAsync(instance);
        Assert.False(StatsOf(await HearAsync(socket, "ActivityExecutionLogUpdatedAsync"), "end"));
        await HearAsync(socket, "WorkflowInstanceUpdatedAsync");

        _server.Time.Advance(TimeSpan.FromMinutes(1));
        await _server.PostAsync("events/Go/trigger", new JsonObject());

        Assert.True(StatsOf(await HearAsync(socket, "ActivityExecutionLogUpdatedAsync"), "end"));
        await HearAsync(socket, "WorkflowExecutionLogUpdatedAsync");
        var updated = await HearAsync(socket, "WorkflowInstanceUpdatedAsync");
        Assert.Equal(instance, updated["arguments"]![0]!["workflowInstanceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Viewer_ThatBeginsToWatch_IsToldAlone()
    {
        await _server.PublishAsync(Flows.Waiting("shared"));
        var instance = await _server.StartAsync("shared");
        using var first = await ObserveAsync(instance);
        Assert.False(StatsOf(await HearAsync(first, "ActivityExecutionLogUpdatedAsync"), "end"));
        using var second = await ObserveAsync(instance);
        Assert.False(StatsOf(await HearAsync(second, "ActivityExecutionLogUpdatedAsync"), "end"));

        _server.Time.Advance(TimeSpan.FromMinutes(1));
        await _server.PostAsync("events/Go/trigger", new JsonObject());

        // Nothing in between: what a viewer shows already is not drawn again because of another one.
        Assert.True(StatsOf(await HearAsync(first, "ActivityExecutionLogUpdatedAsync"), "end"));
        Assert.True(StatsOf(await HearAsync(second, "ActivityExecutionLogUpdatedAsync"), "end"));
    }

    [Fact]
    public async Task Viewer_WithoutASocket_SeesByPollingThatItsInstanceAdvanced()
    {
        await _server.PublishAsync(Flows.Waiting("polled"));
        var instance = await _server.StartAsync("polled");
        var before = (await _server.GetAsync($"workflow-instances/{instance}/execution-state")).Json;
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        await _server.PostAsync("events/Go/trigger", new JsonObject());
        var after = (await _server.GetAsync($"workflow-instances/{instance}/execution-state")).Json;
        Assert.Equal(("Running", "Finished"), (before["status"]!.GetValue<string>(), after["status"]!.GetValue<string>()));
        Assert.True(after["updatedAt"]!.GetValue<DateTimeOffset>() > before["updatedAt"]!.GetValue<DateTimeOffset>());
    }

    private static bool StatsOf(JsonNode message, string activity) =>
        message["arguments"]![0]!["stats"]!.AsArray().Any(s => s!["activityId"]!.GetValue<string>() == activity && s["completedCount"]!.GetValue<int>() > 0);

    private async Task<WebSocket> ObserveAsync(string instance)
    {
        var socket = await _server.OpenSocketAsync("/elsa/hubs/workflow-instance");
        await SendAsync(socket, new JsonObject { ["protocol"] = "json", ["version"] = 1 });
        await SendAsync(socket, new JsonObject { ["type"] = 1, ["target"] = "ObserveInstanceAsync", ["arguments"] = new JsonArray(instance) });
        _received[socket] = new StringBuilder();
        return socket;
    }

    private static Task SendAsync(WebSocket socket, JsonObject message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + End), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>The next message to that method; others are passed over.</summary>
    private async Task<JsonNode> HearAsync(WebSocket socket, string target)
    {
        var received = _received[socket];
        while (true)
        {
            var end = received.ToString().IndexOf(End, StringComparison.Ordinal);
            if (end < 0)
            {
                var buffer = new byte[64 * 1024];
                var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
                Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
                received.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
                continue;
            }

            var message = JsonNode.Parse(received.ToString(0, end))!;
            received.Remove(0, end + 1);
            if (message["target"]?.GetValue<string>() == target)
                return message;
        }
    }
}
