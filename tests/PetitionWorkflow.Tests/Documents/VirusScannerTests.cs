using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Documents;

/// <summary>Files and a clamd, over a conversation as clamd has it.</summary>
public sealed class VirusScannerTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("情况说明：电梯停运。\n", 8_000)));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFile_ThatTheScannerHasNothingAgainst_IsKept_AndWasSentWhole(bool bySocket)
    {
        await using var clamd = new Clamd("stream: OK", bySocket);
        await using var service = await StartAsync(clamd);

        Assert.False((await SaveAsync(service)).IsRefused);
        Assert.Equal(Text, Assert.Single(clamd.Received));
    }

    [Fact]
    public async Task AnInfectedFile_IsRefusedWithTheNameOfTheFinding_AndNothingIsKept()
    {
        await using var clamd = new Clamd("stream: Win.Test.EICAR_HDB-1 FOUND");
        await using var service = await StartAsync(clamd);

        var refusal = (await SaveAsync(service)).Refusal!;
        Assert.Equal("attachment-infected", refusal.Code);
        Assert.Equal(["说明.txt", "Win.Test.EICAR_HDB-1"], refusal.Args);
        Assert.Contains("Win.Test.EICAR_HDB-1", service.Services.GetRequiredService<Texts>().In("zh-Hans").Of(refusal), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(service.Root, "attachments"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task AFile_OfWhichTheScannerSaysNothing_IsRefused()
    {
        await using var clamd = new Clamd("");
        await using var service = await StartAsync(clamd);

        Assert.Equal("attachment-not-scanned", (await SaveAsync(service)).Refusal?.Code);
    }

    /// <summary>Otherwise a file would only have to be large enough. clamd hangs up as soon as a piece is too much.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AFile_TooLargeForTheScanner_IsRefusedWithItsWords_AlsoWhereFilesAreTakenWhileItIsAway(bool bySocket)
    {
        await using var clamd = new Clamd("INSTREAM size limit exceeded. ERROR", bySocket) { MostPieces = 2 };
        await using var service = await StartAsync(clamd, ("Scanner:AcceptWhenAway", "true"));
        using var large = new MemoryStream(new byte[8 * 1024 * 1024]);

        var refusal = await service.Services.GetRequiredService<VirusScanner>().FindAsync("large.bin", large, Cancellation);

        Assert.Equal("attachment-not-examined", refusal?.Code);
        Assert.Equal(["large.bin", "INSTREAM size limit exceeded. ERROR"], refusal!.Args);
    }

    [Fact]
    public async Task WhileTheScannerIsAway_FilesAreRefused_OrTakenWhereTheOfficeSaysSo_AndTakenAgainWhenItIsBack()
    {
        var clamd = new Clamd("stream: OK");
        await using var strict = await StartAsync(clamd);
        await using var lenient = await StartAsync(clamd, ("Scanner:AcceptWhenAway", "true"));
        Assert.False((await SaveAsync(strict)).IsRefused);
        await clamd.DisposeAsync();

        Assert.Equal("attachment-not-scanned", (await SaveAsync(strict)).Refusal?.Code);
        Assert.False((await SaveAsync(lenient)).IsRefused);
        await using var back = new Clamd("stream: OK", port: clamd.Port);
        Assert.False((await SaveAsync(strict)).IsRefused);
    }

    private static Task<ServiceUnderTest> StartAsync(Clamd clamd, params (string, string)[] more) => ServiceUnderTest.StartAsync(settings: [.. clamd.Settings, .. more]);

    private static async Task<Result<StoredFile>> SaveAsync(ServiceUnderTest service)
    {
        using var content = new MemoryStream(Text);
        return await service.Services.GetRequiredService<AttachmentStore>().SaveAsync("说明.txt", content, Cancellation);
    }

    /// <summary>Speaks as much of clamd's protocol as is asked of it, by TCP or on a local socket.</summary>
    private sealed class Clamd : IAsyncDisposable
    {
        private readonly Socket _listener;
        private readonly CancellationTokenSource _end = new();
        private readonly Task _serving;
        private readonly string _answer;
        private readonly string? _path;

        public Clamd(string answer, bool bySocket = false, int port = 0)
        {
            (_answer, _path) = (answer, bySocket ? Path.Combine(Path.GetTempPath(), $"clamd-{Guid.NewGuid():N}.sock") : null);
            _listener = _path is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            if (_path is null)
            {
                _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            }

            _listener.Bind(_path is null ? new IPEndPoint(IPAddress.IPv6Loopback, port) : new UnixDomainSocketEndPoint(_path));
            _listener.Listen();
            Port = (_listener.LocalEndPoint as IPEndPoint)?.Port ?? 0;
            _serving = ServeAsync();
        }

        public int Port { get; }

        /// <summary>Of a file that has more it reads no more than these.</summary>
        public int MostPieces { get; init; } = int.MaxValue;

        public List<byte[]> Received { get; } = [];

        public (string, string)[] Settings => _path is null ? [("Scanner:Host", "::1"), ("Scanner:Port", $"{Port}")] : [("Scanner:Socket", _path)];

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _listener.Dispose();
            await _serving;
            _end.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptAsync(_end.Token);
                    await using var line = new NetworkStream(client);
                    Received.Add(await ReceiveAsync(line));
                    await line.WriteAsync(Encoding.UTF8.GetBytes(_answer + '\0'), _end.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }

        private async Task<byte[]> ReceiveAsync(Stream line)
        {
            var command = new byte["zINSTREAM\0".Length];
            await line.ReadExactlyAsync(command, _end.Token);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            using var whole = new MemoryStream();
            var length = new byte[sizeof(int)];
            for (var pieces = 0; pieces < MostPieces; pieces++)
            {
                await line.ReadExactlyAsync(length, _end.Token);
                if (BinaryPrimitives.ReadInt32BigEndian(length) is var size && size == 0)
                {
                    return whole.ToArray();
                }

                var piece = new byte[size];
                await line.ReadExactlyAsync(piece, _end.Token);
                whole.Write(piece);
            }

            return whole.ToArray();
        }
    }
}
