using MimeKit;

namespace PetitionWorkflow.Mail;

/// <summary>Hands one message to the outside world. Disposed after a run of the outbox, so a connection is reused within it.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <exception cref="MailRefusedException">The receiver will never take this message (bad address, policy).</exception>
    Task SendAsync(MimeMessage message, CancellationToken cancellation);
}

/// <summary>A permanent refusal by the server: trying again cannot help.</summary>
public sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner);
