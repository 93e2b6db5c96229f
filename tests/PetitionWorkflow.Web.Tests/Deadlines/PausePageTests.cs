using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Deadlines;

public sealed class PausePageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pause_IsAskedForByTheUnit_DecidedByAClerk_ShownOnTheCase_AndNotSeenByAnotherUnit()
    {
        await using var web = await WebUnderTest.StartAsync();
        var petition = await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id]);
        var start = new StartClock(petition.Id, "K16") { AssignmentId = petition.Assignments[0].Id, UnitId = web.Office.Housing.Id };
        (await web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(h => h.HandleAsync(start, ActContext.System("test"), Cancellation), Cancellation)).Require();
        var lastDay = ChinaTime.DayOf(web.Office.Now).AddDays(20).ToString("yyyy-MM-dd");

        var unit = web.As(web.Office.HousingHandler, "en");
        await unit.OpenAsync($"/cases/{petition.Number}");
        await unit.OpenAsync(unit.Page.QuerySelector("a[href^='/deadlines/pauses?case']")!.GetAttribute("href")!);
        Assert.DoesNotContain("⟦", unit.Source, StringComparison.Ordinal);
        Assert.Equal(["—", "Hearing: stops nothing", "Appraisal or test: stops Progress entry"], unit.Page.QuerySelectorAll("#Input_Ground option").Take(3).Select(o => o.TextContent.Trim()));
        await unit.PressAsync("Send the request", ("Input.Ground", "appraisal"), ("Input.Reason", "The roof is being examined."), ("Input.LastDay", lastDay));
        Assert.NotNull(unit.Page.QuerySelector("#problems a[href='#Input_Evidence']"));
        Assert.Equal("appraisal", unit.ValueOf("Input.Ground"));
        await unit.PressAsync("Send the request", ("Input.Evidence", "Order of 2 March"));
        Assert.Equal("The roof is being examined.", unit.Text("[data-reason]"));
        Assert.Empty(unit.Page.QuerySelectorAll("#pauses button"));

        var other = web.As(web.Office.TransportHandler, "en");
        await other.OpenAsync($"/deadlines/pauses?case={petition.Number}");
        Assert.DoesNotContain("roof", other.Source, StringComparison.Ordinal);
        Assert.Empty(other.Page.QuerySelectorAll("#Input_Ground"));

        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync("/deadlines/pauses");
        Assert.Contains("1", clerk.Page.QuerySelector("a[href='/deadlines/pauses'] .badge")!.TextContent, StringComparison.Ordinal);
        await clerk.PressAsync("Refuse", ("Input.Reason", ""));
        Assert.NotNull(clerk.Page.QuerySelector("#pauses details[open] #Input_Reason"));
        await clerk.PressAsync("Approve");
        Assert.Contains("Standing still: Progress entry", clerk.Text("[data-stopped]"), StringComparison.Ordinal);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.Single(clerk.Page.QuerySelectorAll("[data-clock-line=K16] .pause"));
        Assert.Contains("was paused (Appraisal or test)", clerk.Text(".case-history"), StringComparison.Ordinal);

        await unit.OpenAsync("/deadlines/pauses");
        await unit.PressAsync("End the pause", ("Input.Reason", "The report is here."));
        Assert.Contains("The report is here.", unit.Text("[data-end]"), StringComparison.Ordinal);
        foreach (var language in Texts.Languages)
        {
            var reader = web.As(web.Office.Auditor, language);
            await reader.OpenAsync($"/deadlines/pauses?case={petition.Number}");
            Assert.DoesNotContain("⟦", reader.Source, StringComparison.Ordinal);
            Assert.Empty(reader.Page.QuerySelectorAll("#pauses button, #Input_Ground"));
        }
    }
}
