using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace PetitionWorkflow.Mail;

/// <summary>MailKit over SMTP; connects at the first message of a run and keeps the connection for the rest.</summary>
public sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    private SmtpClient? _client;

    public async Task SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            var client = await ConnectedAsync(cancellation);
            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException refused) when (IsAboutUs(refused))
        {
            throw new MailServerAwayException(refused, AnswerOf(refused));
        }
        catch (ServiceNotAuthenticatedException notIn)
        {
            throw new MailServerAwayException(notIn, $"530 {notIn.Message}");
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
        {
            throw new MailRefusedException(AnswerOf(refused), refused);
        }
        catch (Exception) when (_client is { IsConnected: false })
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Our own address or our signing in is not to the server's liking: every message would hear the same, whoever it is to. A message's size is told with the sender, and is its own.</summary>
    private static bool IsAboutUs(SmtpCommandException refused) =>
        (refused.ErrorCode == SmtpErrorCode.SenderNotAccepted && refused.StatusCode != SmtpStatusCode.ExceededStorageAllocation) || refused.StatusCode is
        SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationMechanismTooWeak or SmtpStatusCode.AuthenticationInvalidCredentials
        or SmtpStatusCode.EncryptionRequiredForAuthenticationMechanism;

    private static string AnswerOf(SmtpCommandException refused) => $"{(int)refused.StatusCode} {refused.Message}";

    private async Task<SmtpClient> ConnectedAsync(CancellationToken cancellation)
    {
        if (_client is { IsConnected: true })
        {
            return _client;
        }

        await DisposeAsync();
        try
        {
            _client = new SmtpClient { Timeout = options.Value.TimeoutSeconds * 1000 };
            await OpenAsync(_client, options.Value, cancellation);
            return _client;
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            await DisposeAsync();
            throw new MailServerAwayException(failed);
        }
    }

    private static async Task OpenAsync(SmtpClient client, MailOptions mail, CancellationToken cancellation)
    {
        await client.ConnectAsync(mail.Host!, mail.Port, SocketOptions(mail.Security), cancellation);
        if (!string.IsNullOrEmpty(mail.UserName))
        {
            await client.AuthenticateAsync(mail.UserName, mail.Password ?? "", cancellation);
        }
    }

    private static SecureSocketOptions SocketOptions(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, null),
    };

    public async ValueTask DisposeAsync()
    {
        if (_client is null)
        {
            return;
        }

        if (_client.IsConnected)
        {
            await _client.DisconnectAsync(quit: true);
        }

        _client.Dispose();
        _client = null;
    }
}
