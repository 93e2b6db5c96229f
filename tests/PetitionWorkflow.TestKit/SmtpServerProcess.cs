using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using MimeKit;

namespace PetitionWorkflow.TestKit;

/// <summary>A real SMTP server (npm smtp-server) on a free loopback port; it ends when the test does, however that ends.</summary>
public sealed class SmtpServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

    private SmtpServerProcess(Process process) => _process = process;

    public int Port { get; private set; }

    public int Connections { get; private set; }

    /// <summary>Messages accepted so far.</summary>
    public int Messages { get; private set; }

    /// <summary>Null when node or the server's package is missing; the caller skips visibly.</summary>
    public static string? WhyUnavailable => File.Exists(Path.Combine(Folder, "node_modules", "smtp-server", "package.json"))
        ? null
        : "npm install in tests/PetitionWorkflow.TestKit/smtp has not run: Node.js with npm is missing";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "smtp");

    public static async Task<SmtpServerProcess> StartAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "server.mjs"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var server = new SmtpServerProcess(Process.Start(start)!);
        _ = server.ReadAsync();
        server.Port = (await server.NextAsync("listening", cancellation)).GetProperty("port").GetInt32();
        return server;
    }

    public async Task<MimeMessage> NextMessageAsync(CancellationToken cancellation)
    {
        var message = await NextAsync("message", cancellation);
        using var raw = new MemoryStream(message.GetProperty("raw").GetBytesFromBase64());
        return await MimeMessage.LoadAsync(raw, cancellation);
    }

    /// <summary>Connection and Message-ID of all messages that nobody has asked for yet, in the order in which they came.</summary>
    public async Task<IReadOnlyList<(string Connection, string MessageId)>> AcceptedAsync(CancellationToken cancellation)
    {
        var accepted = new List<(string Connection, string MessageId)>();
        while (_events.Reader.TryRead(out var next))
        {
            if (next.GetProperty("event").GetString() == "message")
            {
                using var raw = new MemoryStream(next.GetProperty("raw").GetBytesFromBase64());
                accepted.Add((next.GetProperty("connection").GetString()!, (await MimeMessage.LoadAsync(raw, cancellation)).MessageId!));
            }
        }

        return accepted;
    }

    public bool HasMessage => _events.Reader.TryPeek(out var next) && next.GetProperty("event").GetString() == "message";

    private async Task<JsonElement> NextAsync(string kind, CancellationToken cancellation)
    {
        while (true)
        {
            var next = await _events.Reader.ReadAsync(cancellation);
            if (next.GetProperty("event").GetString() == kind)
            {
                return next;
            }
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var happened = JsonDocument.Parse(line).RootElement;
            switch (happened.GetProperty("event").GetString())
            {
                case "connected":
                    Connections++;
                    break;
                case "message":
                    Messages++;
                    break;
            }

            _events.Writer.TryWrite(happened);
        }

        _events.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
