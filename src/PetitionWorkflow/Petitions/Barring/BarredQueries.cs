using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions.Barring;

/// <summary>The questions that every room asks of <see cref="BarredPerson"/>.</summary>
public static class BarredQueries
{
    /// <summary>Nobody whom the case is kept from, on whatever ground.</summary>
    public static IQueryable<StaffMember> NotBarredFrom(this IQueryable<StaffMember> people, Guid petitionId, PetitionDbContext db) =>
        people.Where(s => !db.Set<BarredPerson>().Any(b => b.PetitionId == petitionId && b.PersonId == s.Id));

    /// <summary>A case for somebody who wants to do something with it: seen, and not recused from.</summary>
    public static async Task<Result<Petition>> CaseForWorkAsync(this PetitionDbContext db, Guid petitionId, Viewer by, CancellationToken cancellation)
    {
        var found = await db.Set<Petition>().VisibleTo(by).SingleOrDefaultAsync(p => p.Id == petitionId, cancellation);
        return found is null ? new Refusal("case-not-found")
            : await db.IsBarredAsync(petitionId, by, cancellation) ? new Refusal("recused-from-case")
            : found;
    }

    public static Task<bool> IsBarredAsync(this PetitionDbContext db, Guid petitionId, Viewer by, CancellationToken cancellation) =>
        db.Set<BarredPerson>().AnyAsync(b => b.PetitionId == petitionId && b.PersonId == by.UserId, cancellation);

    public static async Task<string> NameOfAsync(this PetitionDbContext db, Guid personId, CancellationToken cancellation) =>
        await db.Set<StaffMember>().Where(s => s.Id == personId).Select(s => s.DisplayName).SingleOrDefaultAsync(cancellation) ?? personId.ToString();
}
