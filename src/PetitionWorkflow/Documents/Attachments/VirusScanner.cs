using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Documents.Attachments;

/// <summary>Asks a clamd about a file by its <c>INSTREAM</c> command: pieces with their length before them, an empty one at the end, one line back.</summary>
public sealed partial class VirusScanner(IOptions<ScannerOptions> options, ILogger<VirusScanner> log)
{
    private const int Piece = 64 * 1024, LongestAnswer = 4096;
    private const string Clean = "OK", Found = " FOUND";

    /// <summary>Why the file must not be kept; null when it may.</summary>
    /// <param name="fileName">As it is told.</param>
    /// <param name="file">Seekable; read from its beginning.</param>
    /// <param name="cancellation">Whoever hands the file in has gone.</param>
    public async Task<Refusal?> FindAsync(string fileName, Stream file, CancellationToken cancellation)
    {
        if (!options.Value.IsOn)
        {
            return null;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
            return Read(await AskAsync(file, limit.Token), fileName);
        }
        catch (Exception away) when (away is SocketException or IOException || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return NotAsked(fileName, away.Message);
        }
    }

    private Refusal? Read(string answer, string fileName)
    {
        var said = answer[(answer.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return said == Clean ? null
            : said.EndsWith(Found, StringComparison.Ordinal) ? new Refusal("attachment-infected", fileName, said[..^Found.Length]) { Field = AttachmentRules.Field }
            : said.Length == 0 ? NotAsked(fileName, "no answer")
            : NotExamined(fileName, said);
    }

    /// <summary>A scanner that is there and cannot look (a file larger than it takes) is never gone round: that would be the way in for what it should find.</summary>
    private Refusal NotExamined(string fileName, string why)
    {
        LogAway(why, false);
        return new Refusal("attachment-not-examined", fileName, why) { Field = AttachmentRules.Field };
    }

    private Refusal? NotAsked(string fileName, string why)
    {
        LogAway(why, options.Value.AcceptWhenAway);
        return options.Value.AcceptWhenAway ? null : new Refusal("attachment-not-scanned", fileName) { Field = AttachmentRules.Field };
    }

    private async Task<string> AskAsync(Stream file, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(cancellation);
        await using var line = new NetworkStream(socket);
        try
        {
            await SendAsync(line, file, cancellation);
        }
        catch (IOException)
        {
            // A scanner that has had enough says so and hangs up while the file still comes; only one that says nothing is away.
            if (await AnswerAsync(line, cancellation) is { Length: > 0 } answer)
            {
                return answer;
            }

            throw;
        }

        return await AnswerAsync(line, cancellation);
    }

    private static async Task SendAsync(NetworkStream line, Stream file, CancellationToken cancellation)
    {
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
        var buffer = new byte[sizeof(int) + Piece];
        file.Position = 0;
        int read;
        do
        {
            read = await file.ReadAsync(buffer.AsMemory(sizeof(int)), cancellation);
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await line.WriteAsync(buffer.AsMemory(0, sizeof(int) + read), cancellation);
        }
        while (read > 0);
    }

    private static async Task<string> AnswerAsync(Stream line, CancellationToken cancellation)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        int read;
        while (length < answer.Length && (read = await line.ReadAsync(answer.AsMemory(length), cancellation)) > 0)
        {
            length += read;
            if (answer.AsSpan(0, length).IndexOf((byte)0) is >= 0 and var end)
            {
                return Encoding.UTF8.GetString(answer, 0, end);
            }
        }

        return Encoding.UTF8.GetString(answer, 0, length);
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var local = options.Value.Socket is { Length: > 0 };
        var socket = local ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await (local
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(options.Value.Socket!), cancellation)
                : socket.ConnectAsync(options.Value.Host!, options.Value.Port, cancellation));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The virus scanner did not look at a file: {Why}. Taken all the same: {Accepted}")]
    private partial void LogAway(string why, bool accepted);
}
