using Microsoft.Playwright;

using System.Globalization;
using PetitionWorkflow.Intake;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>Cases on their way through the pages: a letter from the register to the archive, an urgent call, an accusation.</summary>
public sealed class CaseJourney(Browser browser) : Journey, IClassFixture<Browser>
{
    private static string Today => TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Letter_GoesFromTheRegisterToTheArchive()
    {
        var clerk = await browser.SignInAsync("clerk");
        var number = await CaseSteps.RegisterLetterAsync(clerk);
        await CaseSteps.WalkToTheEndAsync(browser, clerk, number, Today);

        await clerk.GotoAsync($"/cases/{number}");
        await Browser.PictureAsync(clerk, "case-archived");
        Assert.Contains("办结", await clerk.InnerTextAsync(".page-head"), StringComparison.Ordinal);
        Assert.Equal(0, await clerk.Locator(".flow-box.current").CountAsync());
        Assert.True(await clerk.Locator("a[href*='/documents/']").CountAsync() >= 4, "The acceptance notice, the slip, the result sheet and the opinion are there.");
    }

    [Fact]
    public async Task UrgentCall_IsInstructedAtOnce_ReportedOnUntilItIsSettled()
    {
        var clerk = await browser.SignInAsync("clerk");
        var number = await CaseSteps.RegisterAsync(
            clerk, "call", ("Subject", "工地围挡外人群聚集"), ("Text", "数十人围堵工地大门讨要工程款，情绪激动。" + Guid.NewGuid()), ("UrgentCriterion", UrgentCriteria.MassIncident),
            ("Petitioner.Name", "来电人"), ("Petitioner.Phone", "010-5550 0009"), ("Register.CallerNumber", "010-5550 0009"), ("Register.Rings", "2"), ("Register.StatementConfirmed", "true"));
        var leader = await browser.SignInAsync("leader");
        await leader.GotoAsync("/tasks");
        Assert.Contains(number, await leader.InnerTextAsync("main"), StringComparison.Ordinal);
        await Browser.PictureAsync(leader, "urgent-inbox");
        await CaseSteps.StepAsync(leader, number, "urgent-instruction", "Instruct", ("instruction", "立即派员到场处置"), ("unit1", "公安局"), ("unit2", "住房和城乡建设局"));

        for (var round = 1; round <= 2; round++)
        {
            await CaseSteps.TaskAsync(clerk, number, "follow-up-report", "Submit", ("facts", "现场平稳"), ("development", "人数减少"), ("measures", "已派员"));
            await CaseSteps.TaskAsync(leader, number, "settle-urgent", round == 1 ? "Continue" : "Settled");
        }

        await leader.GotoAsync($"/cases/{number}");
        await Browser.PictureAsync(leader, "urgent-settled");
        var history = await leader.InnerTextAsync(".case-history");
        Assert.Contains("立即派员到场处置", await leader.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("续报", history, StringComparison.Ordinal);
        Assert.Contains("2 个收件人", history, StringComparison.Ordinal);
    }

    /// <summary>The form asks for what belongs to the class and the way that are chosen, and for nothing else.</summary>
    private static async Task ClassIsChosenFirstAsync(IPage clerk, string number)
    {
        await clerk.GotoAsync($"/cases/{number}");
        await clerk.ClickAsync("a[href^='/tasks/']");
        await clerk.WaitForSelectorAsync("#task-form");
        await AssertShownAsync(clerk, "Claim", shown: ["way", "wayReason"], hidden: ["competentAuthority", "accusedUnit", "accusedPerson"]);
        await clerk.SelectOptionAsync("#f-way", "Arbitration");
        Assert.True(await clerk.IsVisibleAsync("[data-field=competentAuthority]"));
        await AssertShownAsync(clerk, "Suggestion", shown: [], hidden: ["way", "wayReason", "competentAuthority", "accusedUnit", "accusedPerson"]);
        await AssertShownAsync(clerk, "Accusation", shown: ["accusedUnit", "accusedPerson"], hidden: ["way", "wayReason", "competentAuthority"]);
        Assert.True(await clerk.IsDisabledAsync("#f-way"));
        await Browser.PictureAsync(clerk, "classify-accusation");
    }

    private static async Task AssertShownAsync(IPage clerk, string matterClass, string[] shown, string[] hidden)
    {
        await clerk.SelectOptionAsync("#f-matterClass", matterClass);
        foreach (var (field, visible) in shown.Select(f => (f, true)).Concat(hidden.Select(f => (f, false))))
        {
            Assert.Equal((field, visible), (field, await clerk.IsVisibleAsync($"[data-field={field}]")));
        }
    }

    [Fact]
    public async Task Accusation_IsKeptFromTheAccusedUnit()
    {
        var clerk = await browser.SignInAsync("clerk");
        var number = await CaseSteps.RegisterLetterAsync(clerk);
        await CaseSteps.StepAsync(clerk, number, "accusation-review", "Accept", ("comment", "属受理范围"));
        await ClassIsChosenFirstAsync(clerk, number);
        await CaseSteps.StepAsync(
            clerk, number, "accusation-classify", "Classified", ("matterClass", "Accusation"), ("category", "纪检监察"), ("importance", "Ordinary"), ("accusedUnit", "生态环境局"));
        await CaseSteps.StepAsync(
            clerk, number, "accusation-assign", "Assign", ("leadUnit", "交通运输局"), ("content", "核查反映的问题"), ("requirements", "依法处理并反馈"), ("dueDays", "30"),
            ("overrideReason", "回避被反映单位"));

        foreach (var person in new[] { "environment.head", "environment.handler" })
        {
            var accused = await browser.SignInAsync(person);
            Assert.Equal(404, (await accused.GotoAsync($"/cases/{number}"))!.Status);
            foreach (var list in new[] { "/", "/tasks", "/petitions", "/petitions?q=" + number })
            {
                await accused.GotoAsync(list);
                await Browser.PictureAsync(accused, "accused-" + person);
                Assert.Equal(0, await accused.Locator($"a[href^='/cases/{number}']").CountAsync());
            }
        }

        var trusted = await browser.SignInAsync("transport.head");
        Assert.Equal(200, (await trusted.GotoAsync($"/cases/{number}"))!.Status);
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
