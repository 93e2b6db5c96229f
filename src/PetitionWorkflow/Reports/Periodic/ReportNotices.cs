using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>Tells leaders and units of an approved report (C67, C68). A mail holds the link and nothing of the report; who follows it reads the own copy.</summary>
public sealed class ReportNotices(UnitOfWork work, Outbox outbox, Substitutes substitutes, Texts texts, IOptions<MailOptions> options)
{
    /// <returns>How many of each were told.</returns>
    public async Task<(int Leaders, int Units)> QueueAsync(PeriodReport report, CancellationToken cancellation)
    {
        var leaders = (await substitutes.BesideAsync(await work.Db.StaffInRoleAsync(Roles.Leader, cancellation), cancellation))
            .Where(m => m.Email is { Length: > 0 }).Select(m => new Recipient(m.Email!, m.Language, m.UnitId)).ToList();
        var units = await work.Db.Set<Unit>().Where(u => u.IsActive && u.Email != null && u.Email != "").OrderBy(u => u.Code)
            .Select(u => new Recipient(u.Email!, Texts.Languages[0], u.Id)).ToListAsync(cancellation);
        foreach (var unit in units.ToList())
        {
            if (await substitutes.OfUnitAsync(unit.UnitId!.Value, unit.Address, cancellation) is { } second)
            {
                units.Add(unit with { Address = second });
            }
        }

        foreach (var recipient in leaders.Concat(units).DistinctBy(r => r.Address, StringComparer.OrdinalIgnoreCase))
        {
            await outbox.QueueAsync(DraftFor(report, recipient), cancellation);
        }

        return (leaders.Count, units.Count);
    }

    private MailDraft DraftFor(PeriodReport report, Recipient recipient)
    {
        var theirs = texts.In(recipient.Language);
        var link = $"{options.Value.HomePage}reports/{report.Key.Address}";
        var title = theirs.TitleOf(report.Key);
        var letter = new NoticeLetter(new NoticeText(theirs["Reports.MailSubject", title], theirs["Reports.MailText", title]), link, theirs, recipient.Language);
        return letter.To($"report:{report.Key.Address}:{recipient.Address}", recipient.Address) with { UnitId = recipient.UnitId };
    }
}
