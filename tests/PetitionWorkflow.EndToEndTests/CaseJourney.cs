using System.Globalization;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>A letter's whole way through the pages: registered, assigned, answered, verified, delivered, archived.</summary>
public sealed class CaseJourney(Browser browser) : IClassFixture<Browser>
{
    private static string Today => TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Letter_GoesFromTheRegisterToTheArchive()
    {
        var clerk = await browser.SignInAsync("clerk");
        var head = await browser.SignInAsync("environment.head");
        var handler = await browser.SignInAsync("environment.handler");
        var number = await CaseSteps.RegisterLetterAsync(clerk);

        await CaseSteps.StepAsync(clerk, number, "preliminary-review", "Accept", ("comment", "属受理范围"));
        await CaseSteps.StepAsync(clerk, number, "classify", "Classified", ("matterClass", "Claim"), ("category", "环境保护/环境污染/噪音污染"), ("importance", "Ordinary"));
        await CaseSteps.StepAsync(
            clerk, number, "assign", "Assign", ("leadUnit", "生态环境局"), ("content", "核查夜间施工噪声"), ("requirements", "依法处理并反馈"), ("dueDays", "30"),
            ("overrideReason", "属地管理"));
        await CaseSteps.StepAsync(head, number, "sign-for", "Sign", ("handler", "生态环境局承办人"));
        await CaseSteps.StepAsync(
            handler, number, "handle", "Submit", ("contactOn", Today), ("contactMethod", "phone"), ("process", "夜间现场核查两次"), ("facts", "反映属实"),
            ("result", "责令整改并处罚"), ("legalBasis", "《中华人民共和国噪声污染防治法》第四十三条"), ("conclusion", "support"), ("petitionerView", "满意"));
        await CaseSteps.StepAsync(head, number, "approve-result", "Sign");
        await CaseSteps.StepAsync(clerk, number, "verify", "Pass", ("lawful", "yes"), ("solved", "yes"));
        await CaseSteps.StepAsync(clerk, number, "deliver", "Delivered", ("method", "mail"), ("deliveredOn", Today), ("proof", "挂号信回执"));

        await clerk.GotoAsync($"/cases/{number}");
        await Browser.PictureAsync(clerk, "case-archived");
        Assert.Contains("办结", await clerk.InnerTextAsync(".page-head"), StringComparison.Ordinal);
        Assert.Equal(0, await clerk.Locator(".flow-box.current").CountAsync());
        Assert.True(await clerk.Locator("a[href*='/documents/']").CountAsync() >= 4, "The acceptance notice, the slip, the result sheet and the opinion are there.");
    }

    [Fact]
    public async Task UnitOfAnotherCase_SeesNothingOfIt()
    {
        var clerk = await browser.SignInAsync("clerk");
        var number = await CaseSteps.RegisterLetterAsync(clerk);
        var other = await browser.SignInAsync("transport.handler");

        Assert.Equal(404, (await other.GotoAsync($"/cases/{number}"))!.Status);
        foreach (var list in new[] { "/", "/tasks", "/petitions" })
        {
            await other.GotoAsync(list);
            Assert.DoesNotContain(number, await other.ContentAsync(), StringComparison.Ordinal);
        }
    }
}
