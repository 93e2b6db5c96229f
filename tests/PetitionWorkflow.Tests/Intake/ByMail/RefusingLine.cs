using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>Stands before an IMAP server and says NO for it when the body of one message is asked for; everything else is carried.</summary>
internal sealed partial class RefusingLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly uint _uid;
    private readonly Task _accepting;

    private RefusingLine(int server, uint uid)
    {
        (_server, _uid) = (server, uid);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static RefusingLine Before(int server, uint uid) => new(server, uid);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                await Task.WhenAny(AskAsync(client.GetStream(), server.GetStream()), server.GetStream().CopyToAsync(client.GetStream(), _end.Token));
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task AskAsync(NetworkStream client, NetworkStream server)
    {
        using var asked = new StreamReader(client, Encoding.Latin1, leaveOpen: true);
        while (await asked.ReadLineAsync(_end.Token) is { } line)
        {
            var body = BodyOfOne().Match(line);
            var isRefused = body.Success && uint.Parse(body.Groups[2].Value, CultureInfo.InvariantCulture) == _uid;
            await (isRefused
                ? client.WriteAsync(Encoding.Latin1.GetBytes($"{body.Groups[1].Value} NO [SERVERBUG] Internal error\r\n"), _end.Token)
                : server.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), _end.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    [GeneratedRegex(@"^(\S+) UID FETCH (\d+) .*BODY", RegexOptions.IgnoreCase)]
    private static partial Regex BodyOfOne();
}
