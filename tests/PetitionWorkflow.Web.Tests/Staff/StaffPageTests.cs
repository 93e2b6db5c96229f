using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Staff;

public sealed class StaffPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Theory]
    [InlineData("/staff")]
    [InlineData("/staff/member")]
    [InlineData("/staff/units")]
    public async Task Pages_AreForAdministratorsAndHaveEveryText(string path)
    {
        foreach (var person in _web.Office.Everybody)
        {
            var browser = _web.As(person, "en");
            await browser.OpenAsync(path);
            Assert.Equal(person.Is(Roles.Administrator) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, browser.Status);
            Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Add_ThenRefusedChange_KeepsWhatWasTyped()
    {
        var browser = _web.As(_web.Office.Administrator, "en");
        await browser.OpenAsync("/staff/member");
        await browser.PressAsync("Save", ("Input.UserName", "reception"), ("Input.DisplayName", "Reception desk"), ("Input.Roles", Roles.Clerk), ("Input.Password", "Quiet-river-2026"));
        Assert.Equal("/staff", browser.Address);
        Assert.Contains("Reception desk", browser.Text("table"), StringComparison.Ordinal);

        var link = browser.Page.QuerySelectorAll("table a").Single(a => a.TextContent == "Reception desk").GetAttribute("href")!;
        await browser.OpenAsync(link);
        await browser.PressAsync("Save", ("Input.DisplayName", "Typed <b>name</b>"), ("Input.Roles", Roles.Handler), ("Input.UnitId", ""));

        Assert.Contains("choose the unit", browser.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Typed <b>name</b>", browser.Page.QuerySelector("input[name='Input.DisplayName']")!.GetAttribute("value"));
        Assert.DoesNotContain("<b>name</b>", browser.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabled_CannotSignIn()
    {
        await AddAsync("leaver", "Quiet-river-2026");
        var browser = _web.As(_web.Office.Administrator, "en");
        await browser.OpenAsync("/staff?search=leaver");
        await browser.OpenAsync(browser.Page.QuerySelector("table a")!.GetAttribute("href")!);
        await browser.PressAsync("Save", ("Input.IsActive", "false"));

        var leaver = _web.Anonymous();
        await leaver.OpenAsync("/sign-in");
        await leaver.SubmitAsync(leaver.Page.Forms[0], null, ("Input.UserName", "leaver"), ("Input.Password", "Quiet-river-2026"));

        Assert.Equal("/sign-in", leaver.Address);
        Assert.NotNull(leaver.Page.QuerySelector("#problems"));
    }

    [Fact]
    public async Task Unit_WithATakenCode_IsRefusedAndStaysInItsForm()
    {
        var browser = _web.As(_web.Office.Administrator, "en");
        await browser.OpenAsync("/staff/units");
        await browser.PressAsync("Add unit", ("Input.Code", _web.Office.Housing.Code), ("Input.Name", "Second housing bureau"), ("Input.Email", ""));

        Assert.Contains("already in use", browser.Text("main"), StringComparison.Ordinal);
        Assert.Equal("Second housing bureau", browser.Page.QuerySelector("input[form=unit-new][name='Input.Name']")!.GetAttribute("value"));
    }

    private async Task AddAsync(string userName, string password)
    {
        await using var scope = _web.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<UserManager<StaffMember>>();
        var member = new StaffMember { Id = Guid.CreateVersion7(), UserName = userName, DisplayName = userName };
        Assert.True((await members.CreateAsync(member, password)).Succeeded);
        Assert.True((await members.AddToRoleAsync(member, Roles.Clerk)).Succeeded);
    }
}
