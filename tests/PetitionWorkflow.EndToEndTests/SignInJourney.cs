namespace PetitionWorkflow.EndToEndTests;

public sealed class SignInJourney(Browser browser) : Journey, IClassFixture<Browser>
{
    [Fact]
    public async Task Clerk_SignsInAndSwitchesTheLanguage()
    {
        var page = await browser.OpenAsync("/");
        Assert.Contains("/sign-in", page.Url, StringComparison.Ordinal);
        await Browser.PictureAsync(page, "sign-in");

        page = await browser.SignInAsync("clerk");
        Assert.Equal("zh-Hans", await page.GetAttributeAsync("html", "lang"));
        await Browser.PictureAsync(page, "home-clerk");

        await page.GotoAsync("/language/en?back=%2F");
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
    }

    [Fact]
    public async Task Administrator_AdvancesTheDemoClock()
    {
        var page = await browser.SignInAsync("admin", "/deadlines/clock");
        var before = await page.InnerTextAsync(".clock-banner span");

        await page.ClickAsync("button[name=Hours][value='24']");

        await page.WaitForSelectorAsync(".app-toast");
        Assert.NotEqual(before, await page.InnerTextAsync(".clock-banner span"));
        await Browser.PictureAsync(page, "demo-clock");
    }

    [Fact]
    public async Task Handler_IsRefusedThePagesOfAdministrators()
    {
        var page = await browser.SignInAsync("housing.handler");
        foreach (var path in new[] { "/jobs", "/deadlines/clock" })
        {
            Assert.Equal(403, (await page.GotoAsync(path))!.Status);
        }

        await Browser.PictureAsync(page, "refused");
    }
}
