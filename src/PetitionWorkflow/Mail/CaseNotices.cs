using System.Globalization;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

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

    /// <summary>The caller's own ledger says that nobody was told of this occasion; see <see cref="MailDraft.IsFirst"/>.</summary>
    public bool IsFirst { get; init; }
}

/// <summary>
/// Writes notices in the reader's language, in the words that are in force, and queues them, each exactly once. Whoever stands in for a
/// reader who is away is written to as well; whoever is barred from the case is not, as reader or as substitute.
/// </summary>
public sealed class CaseNotices(Outbox outbox, NoticesInForce notices, Substitutes substitutes, BarredReaders barred, Texts texts, IOptions<MailOptions> options)
{
    /// <summary>How many mails came of it; none when this notice is already in the outbox.</summary>
    public async Task<int> QueueAsync(CaseNotice notice, Recipient recipient, CancellationToken cancellation)
    {
        var queued = await QueueAsync(notice, recipient, null, cancellation);
        foreach (var stand in await substitutes.OfAsync(recipient.Address, cancellation))
        {
            queued += await QueueAsync(notice, new Recipient(stand.Substitute.Email!, stand.Substitute.Language, stand.Substitute.UnitId), stand.Away, cancellation);
        }

        if (recipient.UnitId is { } unit && await substitutes.OfUnitAsync(unit, recipient.Address, cancellation) is { } second)
        {
            queued += await QueueAsync(notice, recipient with { Address = second }, null, cancellation, insteadOf: recipient.Address);
        }

        return queued;
    }

    private async Task<int> QueueAsync(CaseNotice notice, Recipient recipient, StaffMember? inPlaceOf, CancellationToken cancellation, string? insteadOf = null)
    {
        if (await barred.IncludeAsync(notice.PetitionId, recipient.Address, cancellation))
        {
            return 0;
        }

        var kind = NoticeKinds.Find(notice.Kind) ?? throw new InvalidOperationException($"Notices of the kind '{notice.Kind}' have no words.");
        var words = (await notices.FindAsync(kind, recipient.Language, cancellation)).Text
            .Filled(kind, [notice.CaseNumber, .. notice.Args], CultureInfo.GetCultureInfo(recipient.Language));
        var link = $"{options.Value.HomePage}cases/{Uri.EscapeDataString(notice.CaseNumber)}";
        if (inPlaceOf is not null)
        {
            var until = inPlaceOf.AwayUntil!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            words = words with { Text = words.Text + "\n\n" + texts.In(recipient.Language)["Notice.InPlaceOf", inPlaceOf.DisplayName, until] };
        }

        if (insteadOf is not null)
        {
            words = words with { Text = words.Text + "\n\n" + texts.In(recipient.Language)["Notice.InsteadOfAddress", insteadOf] };
        }

        var letter = new NoticeLetter(words, link, texts.In(recipient.Language), recipient.Language);
        var key = $"{notice.PetitionId:n}:{notice.Occasion}:{recipient.Address}";
        var draft = notice.IsHeld ? letter.HeldFor(key, recipient.Address) : letter.To(key, recipient.Address);
        draft = draft with { PetitionId = notice.PetitionId, UnitId = recipient.UnitId, IsUrgent = notice.IsUrgent, IsFirst = notice.IsFirst, Kind = notice.Kind };
        return await outbox.QueueAsync(draft, cancellation) ? 1 : 0;
    }
}
