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
            if (happened.GetProperty("event").GetString() == "connected")
            {
                Connections++;
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
