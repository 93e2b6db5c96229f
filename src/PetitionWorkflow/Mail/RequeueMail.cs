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

        mail.State = MailState.Queued;
        mail.Attempts = 0;
        mail.NextAttemptAt = work.Time.UtcNow();
        work.AfterCommit((services, _) =>
        {
            services.GetRequiredService<IJobNudge>().Nudge<SendMail>();
            return Task.CompletedTask;
        });
        return true;
    }
}
