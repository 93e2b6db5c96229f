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
    private readonly Channel<int> _caughtUp = Channel.CreateUnbounded<int>();
    private int _taken;

    private SmtpServerProcess(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>Connections of which is known so far; <see cref="CatchUpAsync"/> makes it all.</summary>
    public int Connections { get; private set; }

    /// <summary>Messages accepted of which is known so far.</summary>
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

    /// <summary>What the server says is read beside the test: waits until all that happened up to now is known.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _process.StandardInput.WriteAsync("\n".AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        await _caughtUp.Reader.ReadAsync(cancellation);
    }

    public async Task<MimeMessage> NextMessageAsync(CancellationToken cancellation)
    {
        var message = await NextAsync("message", cancellation);
        _taken++;
        using var raw = new MemoryStream(message.GetProperty("raw").GetBytesFromBase64());
        return await MimeMessage.LoadAsync(raw, cancellation);
    }

    /// <summary>Connection and Message-ID of all messages that nobody has asked for yet, in the order in which they came.</summary>
    public async Task<IReadOnlyList<(string Connection, string MessageId)>> AcceptedAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        var accepted = new List<(string Connection, string MessageId)>();
        while (_events.Reader.TryRead(out var next))
        {
            if (next.GetProperty("event").GetString() == "message")
            {
                _taken++;
                using var raw = new MemoryStream(next.GetProperty("raw").GetBytesFromBase64());
                accepted.Add((next.GetProperty("connection").GetString()!, (await MimeMessage.LoadAsync(raw, cancellation)).MessageId!));
            }
        }

        return accepted;
    }

    /// <summary>There is a message that nobody has asked for yet.</summary>
    public async Task<bool> HasMessageAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        return Messages > _taken;
    }

    public async Task<int> ConnectionsAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        return Connections;
    }

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
                case "caught-up":
                    _caughtUp.Writer.TryWrite(0);
                    continue;
            }

            _events.Writer.TryWrite(happened);
        }

        _events.Writer.TryComplete();
        _caughtUp.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
