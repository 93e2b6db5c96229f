using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace PetitionWorkflow.Mail.Inbox;

/// <summary>The office's mailbox over IMAP, opened to read only.</summary>
public sealed class Mailbox(IOptions<MailboxOptions> options) : IAsyncDisposable
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

    /// <summary>Null for a message that cannot be parsed, or that somebody removed meanwhile.</summary>
    public async Task<ReceivedMail?> ReadAsync(uint uid, CancellationToken cancellation)
    {
        try
        {
            return ReceivedMail.Of(await AskAsync(() => _folder!.GetMessageAsync(new UniqueId(uid), cancellation), cancellation));
        }
        catch (Exception unreadable) when (unreadable is FormatException or MessageNotFoundException)
        {
            return null;
        }
    }

    private Task<IList<IMessageSummary>> SizesAsync(IList<UniqueId> messages, CancellationToken cancellation) =>
        AskAsync(() => _folder!.FetchAsync(messages, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellation), cancellation);

    /// <summary>A message that cannot be read is the message's own trouble; anything else is the server's.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (Exception failed) when (failed is not (FormatException or MessageNotFoundException) && (failed is not OperationCanceledException || !cancellation.IsCancellationRequested))
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
}
