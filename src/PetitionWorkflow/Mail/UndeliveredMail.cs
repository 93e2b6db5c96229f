using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Mail;

/// <summary>A mail about the case did not reach its reader: the server refused it for good, or it came back.</summary>
public sealed record MailFailed(Guid MailId, string Address, string? Answer, bool OfficeOnly = true) : ICaseEvent;

/// <summary>A person sent it out again.</summary>
public sealed record MailRequeued(Guid MailId, string Address, bool OfficeOnly = true) : ICaseEvent;

/// <summary>What a mail that failed for good means to others: its unit's address is marked, and every case that it was about says so.</summary>
internal static class UndeliveredMail
{
    public static async Task NoteAsync(UnitOfWork work, OutgoingMail mail, string? answer, ActContext act, CancellationToken cancellation)
    {
        foreach (var petition in await work.Db.CasesOfAsync(mail, cancellation))
        {
            work.Raise(petition, new MailFailed(mail.Id, mail.ToAddress, answer), act);
        }

        // A unit whose own address fails is written to at its second one, where it has one.
        var now = work.Time.UtcNow();
        await work.Db.Set<Unit>().Where(u => u.Id == mail.UnitId && u.Email == mail.ToAddress).ExecuteUpdateAsync(u => u.SetProperty(x => x.EmailFailedAt, (DateTime?)now), cancellation);
    }

    /// <summary>Of a digest, all that it told of; not what it was to tell of and was withheld, perhaps by this unit of work.</summary>
    public static async Task<IReadOnlyList<Guid>> CasesOfAsync(this PetitionDbContext db, OutgoingMail mail, CancellationToken cancellation) => mail.PetitionId is { } petition
        ? [petition]
        : [.. (await db.Set<OutgoingMail>().Where(m => m.BundledInId == mail.Id && m.PetitionId != null).ToListAsync(cancellation))
            .Where(line => line.State == MailState.Bundled).Select(line => line.PetitionId!.Value).Distinct()];
}
