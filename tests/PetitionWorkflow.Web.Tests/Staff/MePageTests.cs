using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Staff;

public sealed class MePageTests
{
    [Fact]
    public async Task OwnHours_AreKeptWithinWhatTheAdministratorSet_AndTheLanguageFollows()
    {
        await using var web = await WebUnderTest.StartAsync();
        var administrator = web.As(web.Office.Administrator, "en");
        await administrator.OpenAsync("/deadlines/clocks");
        await administrator.PressAsync("Save", ("From", "12"), ("Until", "11"));
        Assert.Contains("between 0 and 24", administrator.Text("#problems"), StringComparison.Ordinal);
        await administrator.PressAsync("Save", ("From", "9"), ("Until", "18"));
        Assert.Null(administrator.Page.QuerySelector("#problems"));

        var handler = web.As(web.Office.HousingHandler, "en");
        await handler.OpenAsync("/me");
        Assert.DoesNotContain("⟦", handler.Source, StringComparison.Ordinal);
        Assert.Equal(10, handler.Page.QuerySelectorAll("[name='Input.DigestHour'] option").Length);
        await handler.PressAsync("Save", ("Input.QuietFrom", "08:00"), ("Input.QuietUntil", "18:00"));
        Assert.Contains("at least one hour", handler.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("08:00", handler.ValueOf("Input.QuietFrom"));

        await handler.PressAsync("Save", ("Input.Language", "zh-Hant"), ("Input.QuietFrom", "19:30"), ("Input.QuietUntil", "10:15"), ("Input.DigestHour", "9"));
        Assert.Equal((HttpStatusCode.OK, "/me"), (handler.Status, handler.Address));
        Assert.Equal(("zh-Hant", "19:30", "10:15", "9"), (handler.ValueOf("Input.Language"), handler.ValueOf("Input.QuietFrom"), handler.ValueOf("Input.QuietUntil"), handler.ValueOf("Input.DigestHour")));
        Assert.Equal("個人設定", handler.Text("main h1"));
    }
}
