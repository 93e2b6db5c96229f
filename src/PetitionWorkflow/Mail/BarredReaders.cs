using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Mail;

/// <summary>The addresses that no mail about a case goes to: those of the people who are barred from it, as reader or as substitute.</summary>
public sealed class BarredReaders(UnitOfWork work, Bars bars) : ICaseEventHandler<PersonBarred>
{
    private readonly Dictionary<Guid, string?> _addresses = [];

    /// <summary>For work that asks about many cases one after the other.</summary>
    public Task ReadAheadAsync(IReadOnlyCollection<Guid> petitionIds, CancellationToken cancellation) => bars.ReadAheadAsync(petitionIds, cancellation);

    public async Task<bool> IncludeAsync(Guid petitionId, string address, CancellationToken cancellation)
    {
        foreach (var barred in await bars.OfAsync(petitionId, cancellation))
        {
            if (string.Equals(await AddressAsync(barred.PersonId, cancellation), address, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// What has not gone out yet stays here, also what a sender holds: what it sent nevertheless says so, what it did not survive is not taken
    /// up again. Digests are looked at before they go out (<see cref="BarredMail"/>).
    /// </summary>
    public async Task HandleAsync(Guid petitionId, PersonBarred happened, ActContext act, CancellationToken cancellation)
    {
        var address = (await AddressAsync(happened.PersonId, cancellation))?.ToUpperInvariant();
        var waiting = await work.Db.Set<OutgoingMail>()
            .Where(m => m.PetitionId == petitionId && m.ToAddress.ToUpper() == address && (m.State == MailState.Queued || m.State == MailState.Held || m.State == MailState.Sending))
            .ToListAsync(cancellation);
        waiting.ForEach(mail => (mail.State, mail.NextAttemptAt) = (MailState.Withheld, null));
    }

    private async Task<string?> AddressAsync(Guid person, CancellationToken cancellation)
    {
        if (!_addresses.TryGetValue(person, out var address))
        {
            _addresses[person] = address = await work.Db.Set<StaffMember>().Where(s => s.Id == person).Select(s => s.Email).SingleOrDefaultAsync(cancellation);
        }

        return address;
    }
}
