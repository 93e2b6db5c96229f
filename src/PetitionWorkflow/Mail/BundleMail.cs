using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>
/// Sends on what is held for one reader: a single notice as it is, several as the lines of one digest, and says so in all of their rows at
/// once. Two programs are kept apart by that: whoever comes second finds that some are not held any more and looks again.
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
        var held = await mails.Where(m => m.State == MailState.Held && m.ToAddress == address).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
            .Select(m => new HeldNotice(m.Id, m.Kind, m.Subject, m.TextBody, m.Link, m.Language, m.UnitId)).ToListAsync(cancellation);
        if (held.Count == 0 || (!again && await mails.AnyAsync(m => m.ToldOn == day && m.ToAddress == address, cancellation)))
        {
            return 0;
        }

        if (held is [var only])
        {
            outbox.NudgeOnce();
            work.BeforeSave((db, stop) => SendAloneAsync(db, only, day, stop));
        }
        else
        {
            var digest = await BundleAsync(address, held, day, again, cancellation);
            work.BeforeSave((db, stop) => TellAsync(db, [.. held.Select(m => m.Id)], digest, day, stop));
        }

        return held.Count;
    }

    /// <summary>Now it gets its link and closing line.</summary>
    private async Task SendAloneAsync(PetitionDbContext db, HeldNotice one, DateOnly day, CancellationToken cancellation)
    {
        var (now, language) = (work.Time.UtcNow(), one.Language ?? Texts.Languages[0]);
        var letter = new NoticeLetter(new NoticeText(one.Subject, one.Text), one.Link ?? options.Value.HomePage, texts.In(language), language);
        Expect(1, await db.Set<OutgoingMail>().Where(m => m.Id == one.Id && m.State == MailState.Held).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MailState.Queued).SetProperty(m => m.ToldOn, day).SetProperty(m => m.NextAttemptAt, now)
                .SetProperty(m => m.TextBody, letter.Plain()).SetProperty(m => m.HtmlBody, letter.Html()).SetProperty(m => m.Version, m => m.Version + 1),
            cancellation));
    }

    private static async Task TellAsync(PetitionDbContext db, Guid[] held, Guid digest, DateOnly day, CancellationToken cancellation) =>
        Expect(held.Length, await db.Set<OutgoingMail>().Where(m => EF.Parameter(held).Contains(m.Id) && m.State == MailState.Held).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MailState.Bundled).SetProperty(m => m.BundledInId, digest).SetProperty(m => m.ToldOn, day).SetProperty(m => m.Version, m => m.Version + 1),
            cancellation));

    private static void Expect(int held, int changed)
    {
        if (changed != held)
        {
            throw new DbUpdateConcurrencyException("Another unit of work let go of a mail that was held.");
        }
    }

    /// <returns>The digest's id.</returns>
    private async Task<Guid> BundleAsync(string address, List<HeldNotice> held, DateOnly day, bool again, CancellationToken cancellation)
    {
        var language = held[^1].Language ?? Texts.Languages[0];
        var letter = new DigestLetter(held, texts.In(language), language, options.Value.HomePage);
        var key = again ? $"digest:{day:yyyyMMdd}:{held[0].Id:n}:{address}" : $"digest:{day:yyyyMMdd}:{address}";
        var digest = new MailDraft(key, address, letter.Subject(day), letter.Plain()) { HtmlBody = letter.Html(), UnitId = held[^1].UnitId, Kind = "digest", Language = language };
        return await outbox.AddAsync(digest, cancellation) ?? throw new InvalidOperationException($"The digest of {day:yyyy-MM-dd} is in the outbox, but its lines are still held.");
    }
}
