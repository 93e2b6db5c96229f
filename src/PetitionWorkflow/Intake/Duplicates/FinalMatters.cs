using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>An earlier matter of the same person that a re-review opinion made final.</summary>
public sealed record FinalMatter(string Number, string Subject, DateOnly FinalOn, string FinalBy);

/// <summary>
/// Tells the preliminary review that the same matter of the same person was finally decided (R29, Art. 36 ¶3). Final matters are few:
/// those of the person are found by key, and only their words are compared.
/// </summary>
public sealed class FinalMatters(PetitionDbContext db)
{
    public async Task<IReadOnlyList<FinalMatter>> FindAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var person = await db.Set<PetitionFingerprint>().Where(f => f.PetitionId == petitionId)
            .Select(f => new { f.NameKey, f.PhoneKey, f.AccountKey }).FirstOrDefaultAsync(cancellation);
        if (person is null)
        {
            return [];
        }

        var (name, phone, account) = (person.NameKey, person.PhoneKey, person.AccountKey);
        var finals = await db.Set<Petition>().VisibleTo(viewer)
            .Where(p => p.FinalOn != null && p.Id != petitionId && db.Set<PetitionFingerprint>().Any(f => f.PetitionId == p.Id
                && ((name != null && f.NameKey == name) || (phone != null && f.PhoneKey == phone) || (account != null && f.AccountKey == account))))
            .OrderByDescending(p => p.FinalOn)
            .Select(p => new { p.Subject, p.Text, Final = new FinalMatter(p.Number, p.Subject, p.FinalOn!.Value, p.FinalBy ?? "") })
            .ToListAsync(cancellation);
        if (finals.Count == 0)
        {
            return [];
        }

        var petition = await db.Set<Petition>().Where(p => p.Id == petitionId).Select(p => new { p.Subject, p.Text }).SingleAsync(cancellation);
        return [.. finals.Where(f => DuplicateFinder.IsSameMatter(petition.Subject, petition.Text, f.Subject, f.Text)).Select(f => f.Final)];
    }

    /// <summary>By telephone, name or account, as the hints have it.</summary>
    public static bool IsSamePerson(Petition one, Petition other) =>
        IsSame(PersonKey.OfPhone(one.Petitioner.Phone), PersonKey.OfPhone(other.Petitioner.Phone))
        || IsSame(PersonKey.Of(one.Petitioner.Name), PersonKey.Of(other.Petitioner.Name))
        || IsSame(PersonKey.Of(AccountOf(one)), PersonKey.Of(AccountOf(other)));

    private static bool IsSame(long? one, long? other) => one is not null && one == other;

    private static string? AccountOf(Petition petition) => (ChannelRegister.Of(petition) as OnlineRegister)?.Account;
}
