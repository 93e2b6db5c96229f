using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>The roles of D8 as rows, which Identity wants.</summary>
internal sealed class RolesSeed(PetitionDbContext db, UnitOfWorkRunner runner) : IStartupSeed
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        var known = await db.Roles.Select(r => r.Name).ToListAsync(cancellation);
        var missing = Roles.All.Except(known).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        await runner.RunAsync<UnitOfWork>(work =>
        {
            work.Db.Roles.AddRange(missing.Select(name => new IdentityRole<Guid>(name!)
            {
                Id = Guid.CreateVersion7(),
                NormalizedName = name!.ToUpperInvariant(),
            }));
            return Task.FromResult(Result.Done);
        }, cancellation);
    }
}
