using System.Globalization;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>Who gets a notice, and in which language.</summary>
public sealed record Recipient(string Address, string Language, Guid? UnitId = null);

/// <summary>
/// Something to tell about a case: the words of its <see cref="NoticeKind"/>, filled with the case number and <paramref name="Args"/>.
/// Never personal data: who may read the case follows the link.
/// </summary>
/// <param name="Kind">assigned, reminder, due-today, yellow-card, red-card, urge, urgent, rework, task …: one of <see cref="NoticeKinds"/>.</param>
/// <param name="PetitionId">The case; threads the mails of one case together.</param>
/// <param name="CaseNumber">As printed on slips.</param>
/// <param name="Occasion">What makes this notice one: with case and recipient it is the mail's dedup key. Clock + stage for a reminder.</param>
/// <param name="Args">The kind's values in their order, already formatted or culture-neutral.</param>
public sealed record CaseNotice(string Kind, Guid PetitionId, string CaseNumber, string Occasion, params object[] Args)
{
    public bool IsUrgent { get; init; }

    /// <summary>Not urgent: told with the reader's other reminders in one letter a day.</summary>
    public bool IsHeld { get; init; }
}

/// <summary>Writes notices in the reader's language, in the words that are in force, and queues them, each exactly once.</summary>
public sealed class CaseNotices(Outbox outbox, NoticesInForce notices, Texts texts, IOptions<MailOptions> options)
{
    /// <summary>False when this notice is already in the outbox.</summary>
    public async Task<bool> QueueAsync(CaseNotice notice, Recipient recipient, CancellationToken cancellation)
    {
        var kind = NoticeKinds.Find(notice.Kind) ?? throw new InvalidOperationException($"Notices of the kind '{notice.Kind}' have no words.");
        var words = (await notices.FindAsync(kind, recipient.Language, cancellation)).Text
            .Filled(kind, [notice.CaseNumber, .. notice.Args], CultureInfo.GetCultureInfo(recipient.Language));
        var link = $"{options.Value.HomePage}cases/{Uri.EscapeDataString(notice.CaseNumber)}";
        var letter = new NoticeLetter(words, link, texts.In(recipient.Language), recipient.Language);
        var draft = new MailDraft($"{notice.PetitionId:n}:{notice.Occasion}:{recipient.Address}", recipient.Address, letter.Subject, letter.Plain())
        {
            HtmlBody = letter.Html(),
            PetitionId = notice.PetitionId,
            UnitId = recipient.UnitId,
            IsUrgent = notice.IsUrgent,
            IsHeld = notice.IsHeld,
            Kind = notice.Kind,
            Language = recipient.Language,
            Link = link,
        };
        return await outbox.QueueAsync(draft, cancellation);
    }
}
