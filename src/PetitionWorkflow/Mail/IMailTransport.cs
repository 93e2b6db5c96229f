using MimeKit;

namespace PetitionWorkflow.Mail;

/// <summary>Hands one message to the outside world. Disposed after a run of the outbox, so a connection is reused within it.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <exception cref="MailRefusedException">The receiver will never take this message (bad address, policy).</exception>
    /// <exception cref="MailServerAwayException">No conversation came about: the server cannot be reached, does not let us in, or takes nothing from us.</exception>
    Task SendAsync(MimeMessage message, CancellationToken cancellation);
}

/// <summary>A permanent refusal by the server: trying again cannot help.</summary>
public sealed class MailRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Nothing is wrong with the message: nobody was there to take it, or to take it from us. The next one would meet the same.</summary>
public sealed class MailServerAwayException(Exception inner, string? answer = null) : Exception(answer ?? inner.Message, inner);
