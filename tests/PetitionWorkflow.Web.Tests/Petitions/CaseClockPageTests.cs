using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>The clocks on the page of a case.</summary>
public sealed class CaseClockPageTests : CasePageTestBase
{
    [Fact]
    public async Task CasePage_ShowsTheClocksWithHowTheirDueDayWasFound()
    {
        var petition = await Office.AddCaseAsync();
        var started = await Web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(
            h => h.HandleAsync(new StartClock(petition.Id, "K01"), Office.Clerk.Act(), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        Assert.Null(started.Refusal);
        var browser = Web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Contains(started.Value.DueDay.ToString("yyyy-MM-dd"), browser.Text("[aria-labelledby=clocks] [data-clock=K01]"));
        Assert.Contains("15", browser.Text("[aria-labelledby=clocks] details li"));
        Assert.DoesNotContain("⟦", browser.Source);
    }

    [Fact]
    public async Task CasePage_SaysOfARightThatItEnded_NotThatItWasKept()
    {
        var petition = await Office.AddCaseAsync();
        var act = new ActContext(null, "system:test");
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K08") { StartedAt = Office.Now }, act, Cancellation));
        await RunAsync<StopClockHandler>(h => h.HandleAsync(new StopClock(petition.Id, "K08", "review-requested"), act, Cancellation));
        var browser = Web.As(Office.Clerk);

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Contains("已结束", browser.Text("[aria-labelledby=clocks] [data-clock=K08]"));
        Assert.DoesNotContain("按期完成", browser.Text("#clocks-lines"));
    }

    [Fact]
    public async Task CasePage_ShowsItsClocksOnOneLineWithWhatMovedEach()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var act = new ActContext(null, "system:test", "complex");
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K05") { StartedAt = Office.Now.AddDays(-70) }, act, Cancellation));
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K11") { StartedAt = Office.Now.AddDays(-20) }, act, Cancellation));
        await RunAsync<PauseClockHandler>(h => h.HandleAsync(new PauseClock(petition.Id, "K11", "hearing"), act, Cancellation));
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K09") { StartedAt = Office.Now.AddDays(-2) }, act, Cancellation));
        await RunAsync<StopClockHandler>(h => h.HandleAsync(new StopClock(petition.Id, "K09", "answered"), act, Cancellation));
        await RunAsync<StartClockHandler>(h => h.HandleAsync(new StartClock(petition.Id, "K01") { StartedAt = Office.Now }, act, Cancellation));
        var browser = Web.As(Office.Clerk, "en");

        await browser.OpenAsync($"/cases/{petition.Number}");

        Assert.Equal(["K05", "K11", "K09", "K01"], browser.Page.QuerySelectorAll("svg.clocks [data-clock-line]").Select(g => g.GetAttribute("data-clock-line")));
        Assert.Single(browser.Page.QuerySelectorAll("[data-clock-line=K05].missed .overdue"));
        Assert.Single(browser.Page.QuerySelectorAll("[data-clock-line=K11] .pause"));
        Assert.Single(browser.Page.QuerySelectorAll("[data-clock-line=K09]:not(.missed) .clock-end"));
        Assert.Empty(browser.Page.QuerySelectorAll("[data-clock-line=K01] .clock-end, [data-clock-line=K01] .overdue"));
        Assert.Contains("due ", browser.Page.QuerySelector("[data-clock-line=K01] .clock-day")!.TextContent);
        Assert.Contains("Overdue ", browser.Page.QuerySelectorAll("#clocks-lines li")[0].TextContent);
        Assert.Contains("Paused ", browser.Page.QuerySelectorAll("#clocks-lines li")[1].TextContent);
        Assert.Equal("clocks-lines", browser.Page.QuerySelector("svg.clocks")!.GetAttribute("aria-describedby"));
        foreach (var language in Texts.Languages)
        {
            var reader = Web.As(Office.Clerk, language);
            await reader.OpenAsync($"/cases/{petition.Number}");
            Assert.DoesNotContain("⟦", reader.Source);
        }
    }

    private async Task RunAsync<THandler>(Func<THandler, Task<Result<CaseClock>>> act)
        where THandler : notnull =>
        Assert.Null((await Web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<THandler, CaseClock>(act, Cancellation)).Refusal);
}
