using System.Net;
using System.Net.Sockets;

namespace PetitionWorkflow.Tests.Mail;

/// <summary>
/// The network between the service and a real server. On the first conversation it carries so many bytes of the server's and then falls
/// silent, or is cut; every later conversation is carried whole.
/// </summary>
public sealed class FaultyLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly int _bytes;
    private readonly bool _isCut;
    private readonly Task _accepting;

    private FaultyLine(int server, int bytes, bool isCut)
    {
        (_server, _bytes, _isCut) = (server, bytes, isCut);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Conversations { get; private set; }

    public static FaultyLine Silent(int server, int afterBytes) => new(server, afterBytes, isCut: false);

    public static FaultyLine Cut(int server, int afterBytes) => new(server, afterBytes, isCut: true);

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                carried.Add(CarryAsync(client, ++Conversations == 1 ? _bytes : long.MaxValue));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient client, long bytes)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                await Task.WhenAny(PumpAsync(client.GetStream(), server.GetStream(), long.MaxValue), PumpAsync(server.GetStream(), client.GetStream(), bytes));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, long bytes)
    {
        try
        {
            var part = new byte[8192];
            for (var left = bytes; left > 0;)
            {
                var read = await from.ReadAsync(part.AsMemory(0, (int)Math.Min(part.Length, left)), _end.Token);
                if (read == 0)
                {
                    return;
                }

                await to.WriteAsync(part.AsMemory(0, read), _end.Token);
                left -= read;
            }

            await Task.Delay(_isCut ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, _end.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }
}
