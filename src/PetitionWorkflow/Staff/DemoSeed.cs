using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff;

/// <summary>Adds what the demo office lacks; what an administrator changed since is left alone.</summary>
internal sealed class DemoSeed(PetitionDbContext db, UnitOfWorkRunner runner, IOptions<DemoOptions> demo) : IStartupSeed
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        if (demo.Value.Enabled && !await IsCompleteAsync(cancellation))
        {
            await runner.RunAsync<DemoSeedHandler>(handler => handler.HandleAsync(cancellation), cancellation);
        }
    }

    private async Task<bool> IsCompleteAsync(CancellationToken cancellation)
    {
        var units = DemoOffice.Units.Select(u => u.Code).ToList();
        var accounts = DemoOffice.Accounts.Select(a => a.UserName).ToList();
        return await db.Set<Unit>().CountAsync(u => units.Contains(u.Code), cancellation) == units.Count
            && await db.Users.CountAsync(m => accounts.Contains(m.UserName!), cancellation) == accounts.Count;
    }
}

internal sealed class DemoSeedHandler(UnitOfWork work, UserManager<StaffMember> members, IPasswordHasher<StaffMember> hasher)
{
    public async Task<Result> HandleAsync(CancellationToken cancellation)
    {
        var unitIds = await AddUnitsAsync(cancellation);
        await work.BeginAsync(cancellation);

        // Hashing is slow on purpose; the demo's one public password needs it once.
        var hash = hasher.HashPassword(null!, DemoOffice.Password);
        foreach (var account in DemoOffice.Accounts)
        {
            if (await members.FindByNameAsync(account.UserName) is null)
            {
                await AddAsync(account, hash, account.UnitCode is { } code ? unitIds[code] : null);
            }
        }

        return Result.Done;
    }

    private async Task<Dictionary<string, Guid>> AddUnitsAsync(CancellationToken cancellation)
    {
        var known = await work.Db.Set<Unit>().ToDictionaryAsync(u => u.Code, u => u.Id, cancellation);
        foreach (var demo in DemoOffice.Units.Where(u => !known.ContainsKey(u.Code)))
        {
            var unit = new Unit { Id = Guid.CreateVersion7(), Code = demo.Code, Name = demo.Name, Email = demo.Email, Level = demo.Level, ParentId = demo.Parent is { } parent ? known[parent] : null };
            work.Db.Add(unit);
            known.Add(unit.Code, unit.Id);
        }

        return known;
    }

    private async Task AddAsync(DemoAccount account, string hash, Guid? unitId)
    {
        var member = new StaffMember
        {
            Id = Guid.CreateVersion7(),
            UserName = account.UserName,
            DisplayName = account.DisplayName,
            Email = account.Email,
            UnitId = unitId,
            PasswordHash = hash,
        };
        if (StaffRules.RefusalOf(await members.CreateAsync(member)) is { } refused)
        {
            throw new RefusedException(refused);
        }

        await members.AddToRoleAsync(member, account.Role);
    }
}
