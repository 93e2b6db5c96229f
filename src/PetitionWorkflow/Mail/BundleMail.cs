using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// Sends on what is held for one reader: a single notice as it is, several as the lines of one digest. The rows' versions keep two
/// programs apart: whoever commits second finds them changed and looks again.
/// </summary>
public sealed class BundleMail(UnitOfWork work, Outbox outbox, Texts texts, IOptions<MailOptions> options)
{
    /// <param name="address">The reader.</param>
    /// <param name="day">Today in China.</param>
    /// <param name="again">Even when the reader has had today's letter.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many notices were told of.</returns>
    public async Task<Result<int>> HandleAsync(string address, DateOnly day, bool again, CancellationToken cancellation)
    {
        var mails = work.Db.Set<OutgoingMail>();
        var held = await mails.Where(m => m.State == MailState.Held && m.ToAddress == address).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync(cancellation);
        if (held.Count == 0 || (!again && await mails.AnyAsync(m => m.ToldOn == day && m.ToAddress == address, cancellation)))
        {
            return 0;
        }

        if (held is [var single])
        {
            single.State = MailState.Queued;
            single.NextAttemptAt = work.Time.UtcNow();
            outbox.NudgeOnce();
        }
        else
        {
            await BundleAsync(held, day, again, cancellation);
        }

        held.ForEach(mail => mail.ToldOn = day);
        return held.Count;
    }

    private async Task BundleAsync(List<OutgoingMail> held, DateOnly day, bool again, CancellationToken cancellation)
    {
        var (address, language) = (held[^1].ToAddress, held[^1].Language ?? Texts.Languages[0]);
        var mine = texts.In(language);
        var letter = new DigestLetter(held, mine, language, options.Value.HomePage);
        var key = again ? $"digest:{day:yyyyMMdd}:{held[0].Id:n}:{address}" : $"digest:{day:yyyyMMdd}:{address}";
        await outbox.QueueAsync(
            new MailDraft(key, address, mine["Notice.digest.Subject", held.Count, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)], letter.Plain())
            {
                HtmlBody = letter.Html(), UnitId = held[^1].UnitId, Kind = "digest", Language = language,
            },
            cancellation);
        var digest = work.Db.Set<OutgoingMail>().Local.Single(m => m.DedupKey == key);
        foreach (var mail in held)
        {
            mail.State = MailState.Bundled;
            mail.BundledInId = digest.Id;
        }
    }
}
