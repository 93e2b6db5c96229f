using System.Globalization;
using Microsoft.Playwright;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>
/// The thirtieth day after delivery is a Saturday: the petitioner asks for a review on the Sunday, and is in time; who disagrees with
/// the review asks for a re-review, on forms that keep WCAG 2.2 AA.
/// </summary>
public sealed class ReviewJourney(Browser browser) : Journey, IClassFixture<Browser>
{
    [Fact]
    public async Task Review_AskedForOnARestDayAfterDay30_IsInTime()
    {
        var clerk = await browser.SignInAsync("clerk");
        var number = await CaseSteps.RegisterLetterAsync(clerk);
        var code = await clerk.InnerTextAsync("#query-code");
        var today = ChinaTime.DayOf(TimeProvider.System.GetUtcNow().UtcDateTime);
        var delivered = DemoClock.ThirtyDaysBeforeARestDay(today.AddDays(1));
        await DemoClock.MoveToMorningOfAsync(browser, delivered);
        await CaseSteps.WalkToTheEndAsync(browser, clerk, number, Iso(delivered));
        await DemoClock.MoveToMorningOfAsync(browser, delivered.AddDays(31));

        var petitioner = await browser.OpenAsync("/p/follow");
        await petitioner.FillAsync("[name=Number]", number);
        await petitioner.FillAsync("[name=Code]", code);
        await petitioner.ClickAsync("main .btn-primary");
        await Browser.ArriveAsync(petitioner, "**/p/case");
        await Browser.PictureAsync(petitioner, "review-rights");
        await petitioner.ClickAsync("#review ~ * a[href='/p/review'], a[href='/p/review']");
        var window = await petitioner.InnerTextAsync("main");
        Assert.Contains(Iso(delivered), window, StringComparison.Ordinal);
        Assert.DoesNotContain(Iso(delivered.AddDays(30)), window, StringComparison.Ordinal);
        await petitioner.FillAsync("[name=Reasons]", "核查时间与反映的时段不符。");
        await petitioner.FillAsync("[name=Evidence]", "居民记录的施工时间。");
        await Browser.PictureAsync(petitioner, "review-asked");
        await petitioner.ClickAsync("main .btn-primary");

        await Browser.ArriveAsync(petitioner, "**/p/case");
        Assert.Contains("复查", await petitioner.InnerTextAsync(".alert-success"), StringComparison.Ordinal);
        await Browser.PictureAsync(petitioner, "review-received");
        await clerk.GotoAsync("/tasks");
        await clerk.Locator("a:has-text('复查')").First.WaitForAsync();
        await Browser.PictureAsync(clerk, "review-inbox");
        await ReReviewAsync(clerk, await petitioner.InnerTextAsync("section[aria-labelledby=review] .number"), Iso(delivered.AddDays(31)));
    }

    /// <summary>Both forms of the page: the request, and what the authority decided.</summary>
    private async Task ReReviewAsync(IPage clerk, string review, string today)
    {
        var leader = await browser.SignInAsync("leader");
        await CaseSteps.StepAsync(clerk, review, "review-admissibility", "Admit");
        await CaseSteps.StepAsync(leader, review, "appoint-reviewer", "Appoint", ("reviewer", "信访工作人员（二）"));
        await CaseSteps.StepAsync(
            await browser.SignInAsync("clerk2"), review, "review", "Maintain", ("findings", "经复查属实"), ("legalBasis", "《信访工作条例》第三十五条"), ("opinion", "维持原处理意见"));
        await CaseSteps.StepAsync(leader, review, "approve-review", "Approve");
        await CaseSteps.StepAsync(clerk, review, "deliver", "Delivered", ("method", "mail"), ("deliveredOn", today), ("proof", "挂号信回执"));

        var check = new AccessibilityCheck();
        await check.VisitAsync(clerk, $"/cases/{review}/re-review");
        await clerk.FillAsync("[name=Authority]", "上一级机关");
        await clerk.ClickAsync("main form.card .btn-primary");
        await clerk.WaitForSelectorAsync("[name=OpinionNumber]");
        await check.LookAsync(clerk);
        await Browser.PictureAsync(clerk, "re-review");
        Assert.True(check.Faults.Count == 0, string.Join('\n', check.Faults));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
