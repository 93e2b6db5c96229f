using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Staff;

public sealed class StaffAdministrationTests
{
    private const string GoodPassword = "a-plain-bicycle-7";
    private static readonly ActContext Act = ActContext.System("test");

    [Fact]
    public async Task CreateStaffMember_WithAGoodPassword_CanSignInWithIt()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var id = await CreateAsync(service, "one.clerk", [Roles.Clerk]);

        await using var scope = service.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var member = await members.FindByNameAsync("ONE.clerk");
        Assert.Equal(id, member!.Id);
        Assert.True(await members.CheckPasswordAsync(member, GoodPassword));
        Assert.Equal([Roles.Clerk], await members.GetRolesAsync(member));
    }

    [Theory]
    [InlineData("short1a")]
    [InlineData("onlyletters-here")]
    [InlineData("1234567890123")]
    [InlineData("aaaaaaaaaaa1")]
    [InlineData("Password-123")]
    [InlineData("one.clerk-2026")]
    public async Task CreateStaffMember_WithAWeakPassword_IsRefusedAndLeavesNothing(string password)
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var result = await service.Runner.RunAsync<CreateStaffMemberHandler, Guid>(handler => handler.HandleAsync(
            new CreateStaffMember("one.clerk", "Clerk", password, [Roles.Clerk], null, null, Act), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal("password-weak", result.Refusal?.Code);
        Assert.Equal(0, await service.QueryAsync(db => db.Users.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task CreateStaffMember_WhenTheNameIsTaken_IsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await CreateAsync(service, "one.clerk", [Roles.Clerk]);

        var result = await service.Runner.RunAsync<CreateStaffMemberHandler, Guid>(handler => handler.HandleAsync(
            new CreateStaffMember("One.Clerk", "Clerk", GoodPassword, [Roles.Clerk], null, null, Act), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal("staff-user-name-taken", result.Refusal?.Code);
    }

    [Theory]
    [InlineData("staff-role-needs-unit", false, Roles.Handler)]
    [InlineData("staff-role-without-unit", true, Roles.Clerk)]
    [InlineData("staff-roles-conflict", true, Roles.Handler, Roles.Clerk)]
    [InlineData("staff-role-unknown", false, "Emperor")]
    [InlineData("staff-role-unknown", false)]
    public async Task CreateStaffMember_WhenRolesAndUnitDoNotFit_IsRefused(string code, bool inUnit, params string[] roles)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var unit = await CreateUnitAsync(service, "housing");

        var result = await service.Runner.RunAsync<CreateStaffMemberHandler, Guid>(handler => handler.HandleAsync(
            new CreateStaffMember("somebody", "Somebody", GoodPassword, roles, inUnit ? unit : null, null, Act), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(code, result.Refusal?.Code);
    }

    [Fact]
    public async Task ChangeStaffMember_WhenDisabled_EndsOpenSessionsAndIsRecorded()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = await CreateAsync(service, "one.clerk", [Roles.Clerk]);
        var stamp = await service.QueryAsync(db => db.Users.Where(m => m.Id == id).Select(m => m.SecurityStamp).SingleAsync(TestContext.Current.CancellationToken));

        var result = await ChangeAsync(service, new ChangeStaffMember(id, "Clerk", [Roles.Auditor], null, null, false, Act with { Reason = "left" }));

        Assert.Null(result.Refusal);
        var member = await service.QueryAsync(db => db.Users.SingleAsync(m => m.Id == id, TestContext.Current.CancellationToken));
        Assert.False(member.IsActive);
        Assert.NotEqual(stamp, member.SecurityStamp);
        var change = await service.QueryAsync(db => db.Set<StaffChange>().OrderBy(c => c.Id).LastAsync(c => c.SubjectId == id, TestContext.Current.CancellationToken));
        Assert.Equal((nameof(ChangeStaffMember), "left"), (change.Kind, change.Reason));
        Assert.DoesNotContain(GoodPassword, change.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeStaffMember_WhenItWouldLeaveNoAdministrator_IsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var only = await CreateAsync(service, "first.boss", [Roles.Administrator]);
        var demotion = new ChangeStaffMember(only, "Boss", [Roles.Clerk], null, null, true, Act);

        var refused = await ChangeAsync(service, demotion);
        await CreateAsync(service, "second.boss", [Roles.Administrator]);
        var allowed = await ChangeAsync(service, demotion);

        Assert.Equal("last-administrator", refused.Refusal?.Code);
        Assert.Null(allowed.Refusal);
    }

    [Fact]
    public async Task ResetPassword_ReplacesTheOldOne()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = await CreateAsync(service, "one.clerk", [Roles.Clerk]);

        var weak = await service.Runner.RunAsync<ResetPasswordHandler>(h => h.HandleAsync(new ResetPassword(id, "weak", Act), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var good = await service.Runner.RunAsync<ResetPasswordHandler>(h => h.HandleAsync(new ResetPassword(id, "quiet-river-42", Act), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(("password-weak", null), (weak.Refusal?.Code, good.Refusal?.Code));
        await using var scope = service.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var member = (await members.FindByIdAsync(id.ToString()))!;
        Assert.False(await members.CheckPasswordAsync(member, GoodPassword));
        Assert.True(await members.CheckPasswordAsync(member, "quiet-river-42"));
    }

    [Theory]
    [InlineData("Housing", "unit-code-invalid")]
    [InlineData("a b", "unit-code-invalid")]
    [InlineData("housing", "unit-code-taken")]
    public async Task CreateUnit_WithABadOrTakenCode_IsRefused(string code, string refusal)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await CreateUnitAsync(service, "housing");

        var result = await service.Runner.RunAsync<CreateUnitHandler, Guid>(
            handler => handler.HandleAsync(new CreateUnit(code, "Another", null, null, Act), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(refusal, result.Refusal?.Code);
    }

    [Theory]
    [InlineData("", "ok@units.example", "name-required")]
    [InlineData("Housing", "no address", "email-invalid")]
    [InlineData("Housing", "Display <a@b.example>", "email-invalid")]
    public async Task ChangeUnit_WithBadValues_IsRefused(string name, string email, string refusal)
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var unit = await CreateUnitAsync(service, "housing");

        var result = await service.Runner.RunAsync<ChangeUnitHandler>(
            handler => handler.HandleAsync(new ChangeUnit(unit, name, email, true, Act), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        Assert.Equal(refusal, result.Refusal?.Code);
    }

    [Fact]
    public async Task ChangeUnit_UnderAUnitBelowIt_IsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var (district, street) = (await CreateUnitAsync(service, "district"), await CreateUnitAsync(service, "street"));
        var under = new ChangeUnit(street, "Street", null, true, Act) { ParentId = district, Level = GovernmentLevel.Street };
        Assert.Null((await ChangeUnitAsync(service, under)).Refusal);

        Assert.Equal("unit-under-itself", (await ChangeUnitAsync(service, new ChangeUnit(district, "District", null, true, Act) { ParentId = street })).Refusal?.Code);
        Assert.Equal("unit-unknown", (await ChangeUnitAsync(service, under with { ParentId = Guid.NewGuid() })).Refusal?.Code);
        Assert.Equal((district, GovernmentLevel.Street), await service.QueryAsync(db =>
            db.Set<Unit>().Where(u => u.Id == street).Select(u => ValueTuple.Create(u.ParentId!.Value, u.Level!.Value)).SingleAsync(TestContext.Current.CancellationToken)));
    }

    private static Task<Result> ChangeUnitAsync(ServiceUnderTest service, ChangeUnit change) =>
        service.Runner.RunAsync<ChangeUnitHandler>(h => h.HandleAsync(change, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    private static Task<Guid> CreateAsync(ServiceUnderTest service, string userName, string[] roles) =>
        service.DoAsync<CreateStaffMemberHandler, Guid>(handler => handler.HandleAsync(
            new CreateStaffMember(userName, userName, GoodPassword, roles, null, null, Act), TestContext.Current.CancellationToken));

    private static Task<Result> ChangeAsync(ServiceUnderTest service, ChangeStaffMember change) =>
        service.Runner.RunAsync<ChangeStaffMemberHandler>(h => h.HandleAsync(change, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    private static Task<Guid> CreateUnitAsync(ServiceUnderTest service, string code) =>
        service.DoAsync<CreateUnitHandler, Guid>(handler => handler.HandleAsync(
            new CreateUnit(code, code, $"{code}@units.example", null, Act), TestContext.Current.CancellationToken));
}
