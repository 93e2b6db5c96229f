using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Mail;

/// <summary>A person gives a mail that was set aside another chance.</summary>
public sealed record RequeueMail(Guid MailId);

public sealed class RequeueMailHandler(UnitOfWork work)
{
    public async Task<Result<bool>> HandleAsync(RequeueMail command, CancellationToken cancellation)
    {
        var mail = await work.Db.Set<OutgoingMail>().SingleOrDefaultAsync(m => m.Id == command.MailId, cancellation);
        if (mail is not { State: MailState.Dead })
        {
            return new Refusal("mail-not-dead");
        }

        Requeue(mail);
        return true;
    }

    /// <summary>All that were set aside, of one look at them; those that somebody else requeued meanwhile are left alone.</summary>
    /// <returns>How many go out again.</returns>
    public async Task<Result<int>> HandleAsync(IReadOnlyCollection<Guid> mailIds, CancellationToken cancellation)
    {
        var mails = await work.Db.Set<OutgoingMail>().Where(m => mailIds.Contains(m.Id) && m.State == MailState.Dead).ToListAsync(cancellation);
        mails.ForEach(Requeue);
        return mails.Count;
    }

    private void Requeue(OutgoingMail mail)
    {
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
