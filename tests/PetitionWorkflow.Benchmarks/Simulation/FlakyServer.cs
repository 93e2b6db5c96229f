using MimeKit;
using PetitionWorkflow.Mail;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>A mail server that is often out of order, and knows what it has accepted.</summary>
internal sealed class FlakyServer(Chance chance)
{
    private const double OutOfOrder = 0.03;
    private const double Refused = 0.002;

    private readonly Dictionary<string, int> _attempts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);

    public int FailedAttempts { get; private set; }

    public int Accepted => _accepted.Count;

    /// <summary>Messages that were accepted before: the reader got them twice.</summary>
    public List<string> Twice { get; } = [];

    public IMailTransport Connect() => new Connection(this);

    private void Receive(MimeMessage message)
    {
        var letter = $"{message.To}|{message.Subject}";
        var attempt = _attempts[letter] = _attempts.GetValueOrDefault(letter) + 1;
        if (chance.Of($"refuse {letter}") < Refused)
        {
            throw new MailRefusedException("550 no such mailbox", new InvalidOperationException(letter));
        }

        if (chance.Of($"mail {letter} {attempt}") < OutOfOrder)
        {
            FailedAttempts++;
            throw new IOException("The connection was reset.");
        }

        if (!_accepted.Add(message.MessageId!))
        {
            Twice.Add(letter);
        }
    }

    private sealed class Connection(FlakyServer server) : IMailTransport
    {
        public Task SendAsync(MimeMessage message, CancellationToken cancellation)
        {
            server.Receive(message);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
