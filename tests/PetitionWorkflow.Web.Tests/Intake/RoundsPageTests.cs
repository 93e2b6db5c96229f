using System.Net;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Intake;

public sealed class RoundsPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Rounds_OfTheDay_AreMissedOnTheFirstPageUntilTheyAreRecorded()
    {
        await _web.Office.AddCaseAsync(channel: Channel.Letter);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync("/");
        Assert.Contains("今天还没有登记收信批次", browser.Text(".home-rounds"));
        Assert.Contains("微博", browser.Text(".home-rounds"));

        await browser.OpenAsync("/intake/letters");
        await browser.PressAsync("登记", ("Input.Letters", "many"));
        Assert.NotEmpty(browser.MessageAt("Input.Letters"));
        await browser.PressAsync("登记", ("Input.Letters", "3"));
        Assert.Contains("还有 2 件未登记", browser.Text("tbody tr:first-child"));
        await browser.PressAsync("今日无来信");
        Assert.Contains("登记多出 1 件", browser.Text("tbody tr:first-child"));
        Assert.Contains("更正前：3 件", browser.Text("tbody tr:first-child"));

        await browser.OpenAsync("/intake/letter");
        Assert.Contains("今日收取 0 件", browser.Text("#todays-batch"));

        await browser.OpenAsync("/intake/platforms");
        await browser.PressAsync("已采集", ("takenOver", "some"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.NotNull(browser.Page.QuerySelector("#problems"));
        foreach (var platform in new[] { "官方网站", "微博" })
        {
            await browser.PressAsync("已查看，无新增", ("platform", platform));
        }

        await browser.PressAsync("已采集", ("platform", "微信公众号"), ("takenOver", "2"));
        Assert.Contains("采集 2 件，已登记 0 件", browser.Text("tr[data-platform='微信公众号']"));
        Assert.DoesNotContain("今日未查看", browser.Source);

        await browser.OpenAsync("/");
        Assert.Null(browser.Page.QuerySelector(".home-rounds"));
    }

    [Fact]
    public async Task Rounds_HaveEveryTextInEveryLanguage()
    {
        foreach (var page in new[] { "/intake/letters", "/intake/platforms" })
        {
            foreach (var language in Texts.Languages)
            {
                var browser = _web.As(_web.Office.Clerk, language);
                await browser.OpenAsync(page);
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                Assert.DoesNotContain("⟦", browser.Source);
            }
        }
    }
}
