using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Staff;

public sealed class DemoSeedTests
{
    [Fact]
    public async Task DemoEnabled_SeedsUnitsAndAccountsThatCanSignIn()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Demo:Enabled", "true"));

        Assert.Equal(DemoOffice.Units.Count, await service.QueryAsync(db => db.Set<Unit>().CountAsync(TestContext.Current.CancellationToken)));
        await using var scope = service.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        foreach (var account in DemoOffice.Accounts)
        {
            var member = await members.FindByNameAsync(account.UserName);
            Assert.Equal([account.Role], await members.GetRolesAsync(member!));
            Assert.Equal(account.UnitCode is not null, member!.UnitId is not null);
        }

        Assert.True(await members.CheckPasswordAsync((await members.FindByNameAsync("clerk"))!, DemoOffice.Password));
    }

    [Fact]
    public async Task DemoEnabled_WhenStartedAgain_KeepsWhatWasChanged()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Demo:Enabled", "true"));
        await service.QueryAsync(db => db.Set<Unit>().Where(u => u.Code == "housing")
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Name, "renamed"), TestContext.Current.CancellationToken));
        await service.QueryAsync(db => db.Users.Where(m => m.UserName == "auditor").ExecuteDeleteAsync(TestContext.Current.CancellationToken));

        await service.Services.GetRequiredService<DatabaseStartup>().PrepareAsync(TestContext.Current.CancellationToken);

        Assert.Equal("renamed", await service.QueryAsync(db => db.Set<Unit>().Where(u => u.Code == "housing").Select(u => u.Name).SingleAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(DemoOffice.Accounts.Count, await service.QueryAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task DemoDisabled_SeedsNobody()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Demo:Enabled", "false"));

        Assert.Equal((0, 0), (
            await service.QueryAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)),
            await service.QueryAsync(db => db.Set<Unit>().CountAsync(TestContext.Current.CancellationToken))));
        Assert.Equal(Roles.All.Order(), await service.QueryAsync(db => db.Roles.Select(r => r.Name!).OrderBy(n => n).ToListAsync(TestContext.Current.CancellationToken)));
    }
}
