using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reviews;

/// <summary>回避 (C54, Art. 28 ¶3): whoever had a hand in the opinion does not review it, and no unit reviews itself.</summary>
public sealed class Recusal(PetitionDbContext db)
{
    public async Task<bool> MustRecuseAsync(Guid parentId, Guid staffId, Guid? unitId, CancellationToken cancellation) =>
        await db.Set<WorkTask>().AnyAsync(t => t.PetitionId == parentId && t.CompletedById == staffId, cancellation)
        || await db.Set<Assignment>().AnyAsync(
            a => a.PetitionId == parentId && (a.ResponsibleHandlerId == staffId || (unitId != null && a.UnitId == unitId)), cancellation);
}
