using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake.Duplicates;

/// <summary>An earlier matter of the same person that a re-review opinion made final.</summary>
public sealed record FinalMatter(string Number, string Subject, DateOnly FinalOn, string FinalBy);

/// <summary>Tells the preliminary review that the same matter of the same person was finally decided (R29, Art. 36 ¶3).</summary>
public sealed class FinalMatters(PetitionDbContext db, DuplicateFinder duplicates)
{
    private const int Look = 24;

    public async Task<IReadOnlyList<FinalMatter>> FindAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        if (await db.Set<Petition>().AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(p => p.Id == petitionId, cancellation) is not { } petition)
        {
            return [];
        }

        var query = new FindDuplicates
        {
            Except = petition.Id, Subject = petition.Subject, Text = petition.Text, Name = petition.Petitioner.Name, Phone = petition.Petitioner.Phone, Account = AccountOf(petition),
        };
        var hints = await duplicates.FindAsync(query, viewer, Look, cancellation);
        var ids = hints.Where(h => h is { SameMatter: true, SamePerson: true }).Select(h => h.PetitionId).ToList();
        return ids.Count == 0
            ? []
            : await db.Set<Petition>().Where(p => ids.Contains(p.Id) && p.FinalOn != null).OrderByDescending(p => p.FinalOn)
                .Select(p => new FinalMatter(p.Number, p.Subject, p.FinalOn!.Value, p.FinalBy ?? "")).ToListAsync(cancellation);
    }

    /// <summary>By telephone, name or account, as the hints have it.</summary>
    public static bool IsSamePerson(Petition one, Petition other) =>
        IsSame(PersonKey.OfPhone(one.Petitioner.Phone), PersonKey.OfPhone(other.Petitioner.Phone))
        || IsSame(PersonKey.Of(one.Petitioner.Name), PersonKey.Of(other.Petitioner.Name))
        || IsSame(PersonKey.Of(AccountOf(one)), PersonKey.Of(AccountOf(other)));

    private static bool IsSame(long? one, long? other) => one is not null && one == other;

    private static string? AccountOf(Petition petition) => (ChannelRegister.Of(petition) as OnlineRegister)?.Account;
}
