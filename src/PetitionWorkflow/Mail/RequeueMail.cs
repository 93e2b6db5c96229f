using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Mail;

/// <summary>A person gives a mail that was set aside another chance.</summary>
public sealed record RequeueMail(Guid MailId, ActContext Act);

public sealed class RequeueMailHandler(UnitOfWork work, BarredMail barred)
{
    /// <returns>False when it stays here: its reader was barred from the case.</returns>
    public async Task<Result<bool>> HandleAsync(RequeueMail command, CancellationToken cancellation)
    {
        var mail = await work.Db.Set<OutgoingMail>().SingleOrDefaultAsync(m => m.Id == command.MailId, cancellation);
        if (mail is not { State: MailState.Dead })
        {
            return new Refusal("mail-not-dead");
        }

        return await RequeueAsync([mail], command.Act, cancellation) > 0;
    }

    /// <summary>All that were set aside, of one look at them; those that somebody else requeued meanwhile are left alone.</summary>
    /// <returns>How many go out again.</returns>
    public async Task<Result<int>> HandleAsync(IReadOnlyCollection<Guid> mailIds, ActContext act, CancellationToken cancellation)
    {
        var mails = await work.Db.Set<OutgoingMail>().Where(m => mailIds.Contains(m.Id) && m.State == MailState.Dead).ToListAsync(cancellation);
        return await RequeueAsync(mails, act, cancellation);
    }

    private async Task<int> RequeueAsync(List<OutgoingMail> mails, ActContext act, CancellationToken cancellation)
    {
        await barred.WithholdAsync(mails, cancellation);
        mails.RemoveAll(m => m.State == MailState.Withheld);
        foreach (var mail in mails)
        {
            await RequeueAsync(mail, act, cancellation);
        }

        return mails.Count;
    }

    /// <summary>Who did it stands in the history of each case that it is about; of a mail about none, among the changes of the staff.</summary>
    private async Task RequeueAsync(OutgoingMail mail, ActContext act, CancellationToken cancellation)
    {
        var cases = await work.Db.CasesOfAsync(mail, cancellation);
        foreach (var petition in cases)
        {
            work.Raise(petition, new MailRequeued(mail.Id, mail.ToAddress), act);
        }

        if (cases.Count == 0)
        {
            work.Db.Add(StaffChange.Of(mail.UnitId ?? Guid.Empty, nameof(RequeueMail), new { mail.Id, mail.ToAddress, mail.Attempts, mail.LastError }, act, work.Time.UtcNow()));
        }

        mail.State = MailState.Queued;
        mail.Attempts = 0;
        mail.NextAttemptAt = work.Time.UtcNow();
        work.AfterCommit((services, _) =>
        {
            services.GetRequiredService<IJobNudge>().Nudge<SendMail>();
            return Task.CompletedTask;
        });
    }
}
