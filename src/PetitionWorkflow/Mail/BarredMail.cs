using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Mail;

/// <summary>
/// The last look at mails before they go out. Since they were written somebody may have been barred from a case, or a barred person may have
/// got the reader's address. A mail about the case stays here; a digest goes out without its lines about it.
/// </summary>
public sealed class BarredMail(UnitOfWork work, Texts texts, IOptions<MailOptions> options)
{
    /// <summary>One question however many there are; none about those that are no notices. Its answer is in their states.</summary>
    public async Task WithholdAsync(IEnumerable<OutgoingMail> mails, CancellationToken cancellation)
    {
        var notices = mails.Where(m => m.PetitionId is not null || m.Kind is not null).ToDictionary(m => m.Id);
        if (notices.Count == 0)
        {
            return;
        }

        // A line that was withheld before is no line any more.
        var barred = (await ToldToBarred(work.Db, [.. notices.Keys]).ToListAsync(cancellation)).FindAll(m => notices.ContainsKey(m.Id) || m.State == MailState.Bundled);
        foreach (var one in barred)
        {
            Withhold(one);
        }

        foreach (var digest in barred.Where(m => !notices.ContainsKey(m.Id)).Select(line => notices[line.BundledInId!.Value]).Distinct())
        {
            await ShortenAsync(digest, cancellation);
        }
    }

    /// <summary>
    /// Of the mails and of what they tell of as digests, those about a case that is kept from their reader. Their states are not asked for: the
    /// database would look through all that were ever told of.
    /// </summary>
    public static IQueryable<OutgoingMail> ToldToBarred(PetitionDbContext db, Guid[] ids)
    {
        var all = db.Set<OutgoingMail>();
        // Two questions in one: each has an index of its own.
        return all.Where(m => EF.Parameter(ids).Contains(m.Id))
            .Concat(all.Where(m => m.BundledInId != null && EF.Parameter(ids).Contains(m.BundledInId.Value)))
            .Where(m => db.Set<BarredPerson>().Any(b => b.PetitionId == m.PetitionId
                && db.Set<StaffMember>().Any(s => s.Id == b.PersonId && s.Email!.ToUpper() == m.ToAddress.ToUpper())));
    }

    /// <summary>Its Message-ID stays: a reader who had it already, from a sender that died, is not written to twice.</summary>
    private async Task ShortenAsync(OutgoingMail digest, CancellationToken cancellation)
    {
        var told = await work.Db.Set<OutgoingMail>().Where(m => m.BundledInId == digest.Id).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).ToListAsync(cancellation);
        var lines = told.Where(m => m.State == MailState.Bundled).ToList();
        if (lines.Count == 0)
        {
            Withhold(digest);
            return;
        }

        var language = digest.Language ?? Texts.Languages[0];
        var letter = new DigestLetter([.. lines.Select(HeldNotice.Of)], texts.In(language), language, options.Value.HomePage);
        work.Db.Entry(digest).CurrentValues.SetValues(new { Subject = letter.Subject(lines[0].ToldOn!.Value), TextBody = letter.Plain(), HtmlBody = letter.Html() });
    }

    private static void Withhold(OutgoingMail mail) => (mail.State, mail.NextAttemptAt) = (MailState.Withheld, null);
}
