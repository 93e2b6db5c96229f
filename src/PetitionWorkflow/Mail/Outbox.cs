using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>Puts mails into the outbox within the caller's unit of work.</summary>
public sealed class Outbox(UnitOfWork work)
{
    private const int FingerprintLength = 40;

    private static readonly KeptQuery<string, Guid> WithKey = new((db, key) => db.Set<OutgoingMail>().Where(m => m.DedupKey == key).Select(m => m.Id));

    private readonly HashSet<string> _queued = new(StringComparer.Ordinal);
    private bool _nudged;

    /// <summary>
    /// Adds the mail unless one with its key is there already, so a step that runs again after a lost race queues nothing twice.
    /// </summary>
    public async Task<bool> QueueAsync(MailDraft draft, CancellationToken cancellation) => await AddAsync(draft, cancellation) is not null;

    /// <summary>The same, with the mail's id; null when it is there already.</summary>
    internal async Task<Guid?> AddAsync(MailDraft draft, CancellationToken cancellation)
    {
        if (_queued.Contains(draft.DedupKey) || (!draft.IsFirst && await WithKey.AnyAsync(work.Db, draft.DedupKey, cancellation)))
        {
            return null;
        }

        var now = work.Time.UtcNow();
        var id = Guid.CreateVersion7(work.Time.GetUtcNow());
        _queued.Add(draft.DedupKey);
        work.Append(new OutgoingMail
        {
            Id = id,
            DedupKey = draft.DedupKey,
            PetitionId = draft.PetitionId,
            UnitId = draft.UnitId,
            ToAddress = draft.ToAddress,
            Subject = draft.Subject,
            TextBody = draft.TextBody,
            HtmlBody = draft.HtmlBody,
            IsUrgent = draft.IsUrgent,
            Kind = draft.Kind,
            Language = draft.Language,
            Link = draft.Link,
            State = draft.IsHeld ? MailState.Held : MailState.Queued,
            CreatedAt = now,
            NextAttemptAt = draft.IsHeld ? null : now,
        });
        if (!draft.IsHeld)
        {
            NudgeOnce();
        }

        return id;
    }

    /// <summary>
    /// The local part of the Message-ID: the same mail has the same one however often it is sent. The id in it is random, so only who had
    /// the mail can name it: a digest's key is a day and an address. One that was sent before keeps what it was sent with.
    /// </summary>
    public static string FingerprintOf(OutgoingMail mail) =>
        mail.Fingerprint ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{mail.DedupKey}:{mail.Id:n}")))[..FingerprintLength];

    /// <summary>The fingerprint in a Message-ID that looks like one of ours; null for any other.</summary>
    public static string? FingerprintIn(string? messageId) =>
        messageId?.Split('@')[0] is { Length: FingerprintLength } local && local.All(char.IsAsciiHexDigitLower) ? local : null;

    internal void NudgeOnce()
    {
        if (!_nudged)
        {
            _nudged = true;
            work.AfterCommit((services, _) =>
            {
                services.GetRequiredService<IJobNudge>().Nudge<SendMail>();
                return Task.CompletedTask;
            });
        }
    }
}

/// <summary>A mail before it is queued.</summary>
/// <param name="DedupKey">What makes it one mail: case + clock + stage + recipient, at most 200 characters.</param>
/// <param name="ToAddress">One address.</param>
/// <param name="Subject">Without personal data.</param>
/// <param name="TextBody">Plain text without personal data: a case number and a link.</param>
public sealed record MailDraft(string DedupKey, string ToAddress, string Subject, string TextBody)
{
    public string? HtmlBody { get; init; }
    public Guid? PetitionId { get; init; }
    public Guid? UnitId { get; init; }

    /// <summary>Sent before everything else in the outbox.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>Waits for <see cref="BundleMail"/> instead of going out now.</summary>
    public bool IsHeld { get; init; }

    /// <summary>
    /// A ledger that is written in the same transaction says that it was never queued: the outbox is not asked, and the database refuses
    /// the unit of work should it be there nevertheless.
    /// </summary>
    public bool IsFirst { get; init; }

    public string? Kind { get; init; }
    public string? Language { get; init; }
    public string? Link { get; init; }
}
