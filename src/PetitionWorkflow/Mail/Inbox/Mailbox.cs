using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>The office's mailbox over IMAP, opened to read only.</summary>
public sealed partial class Mailbox(IOptions<MailboxOptions> options, ILogger<Mailbox> log) : IAsyncDisposable
{
    private readonly ImapClient _client = new() { Timeout = options.Value.TimeoutSeconds * 1000 };
    private IMailFolder? _folder;

    public uint UidValidity => _folder!.UidValidity;

    /// <exception cref="MailServerAwayException">As for everything here: the server cannot be reached, does not let us in, or hung up.</exception>
    public Task OpenAsync(CancellationToken cancellation) => AskAsync(
        async () =>
        {
            var mail = options.Value;
            var security = mail.Security switch
            {
                MailSecurity.None => SecureSocketOptions.None,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.SslOnConnect,
            };
            await _client.ConnectAsync(mail.Host!, mail.Port, security, cancellation);
            await _client.AuthenticateAsync(mail.UserName!, mail.Password ?? "", cancellation);
            _folder = await _client.GetFolderAsync(mail.Folder, cancellation);
            return await _folder.OpenAsync(FolderAccess.ReadOnly, cancellation);
        },
        cancellation);

    /// <summary>The messages after that number, oldest first, with their sizes; their bodies are not fetched.</summary>
    public async Task<IReadOnlyList<(uint Uid, uint Bytes)>> AfterAsync(uint uid, int atMost, CancellationToken cancellation)
    {
        if (uid == uint.MaxValue)
        {
            return [];
        }

        var query = MailKit.Search.SearchQuery.Uids(new UniqueIdRange(new UniqueId(uid + 1), UniqueId.MaxValue));
        var found = await AskAsync(() => _folder!.SearchAsync(query, cancellation), cancellation);
        var next = found.Where(u => u.Id > uid).OrderBy(u => u.Id).Take(atMost).ToList();
        return next.Count == 0 ? [] : [.. (await SizesAsync(next, cancellation)).OrderBy(s => s.UniqueId.Id).Select(s => (s.UniqueId.Id, s.Size ?? 0))];
    }

    /// <summary>The size of one message; null when it is no longer there.</summary>
    public async Task<uint?> BytesOfAsync(uint uid, CancellationToken cancellation) =>
        (await SizesAsync([new UniqueId(uid)], cancellation)).Select(s => (uint?)(s.Size ?? 0)).FirstOrDefault();

    /// <summary>Null for a message that cannot be parsed, that the server does not give out, or that somebody removed meanwhile.</summary>
    public async Task<ReceivedMail?> ReadAsync(uint uid, CancellationToken cancellation) =>
        await AskAsync(() => GivenAsync(uid, cancellation), cancellation) is { } message ? ReceivedMail.Of(message, log) : null;

    /// <summary>After a trouble of the line there is no line any more; when it is still up, the trouble was the message's own.</summary>
    private async Task<MimeMessage?> GivenAsync(uint uid, CancellationToken cancellation)
    {
        try
        {
            return await _folder!.GetMessageAsync(new UniqueId(uid), cancellation);
        }
        catch (Exception refused) when (refused is FormatException or MessageNotFoundException || (refused is not OperationCanceledException && IsUp))
        {
            LogNotGiven(uid, refused.GetType().Name);
            return null;
        }
    }

    private bool IsUp => _client is { IsConnected: true, IsAuthenticated: true } && _folder is { IsOpen: true };

    private Task<IList<IMessageSummary>> SizesAsync(IList<UniqueId> messages, CancellationToken cancellation) =>
        AskAsync(() => _folder!.FetchAsync(messages, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellation), cancellation);

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new MailServerAwayException(failed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync(quit: true);
        }

        _client.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server does not give out message {Uid} in a form that can be read: {Cause}")]
    private partial void LogNotGiven(uint uid, string cause);
}
