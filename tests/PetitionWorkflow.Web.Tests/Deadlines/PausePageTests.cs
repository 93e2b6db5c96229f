using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Pauses;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
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
        var petition = await HandledAsync(web);
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
        await clerk.OpenAsync($"/deadlines/pauses?case={petition.Number}");
        await clerk.PressAsync("Refuse", ("Answer.Reason", " "));
        Assert.Equal(("#Answer_Reason", ""), (clerk.Page.QuerySelector("#problems a")?.GetAttribute("href"), clerk.ValueOf("Input.Reason")));
        Assert.Single(clerk.Page.QuerySelectorAll("#pauses details[open] #Answer_Reason"));
        await clerk.PressAsync("Refuse", ("Answer.Reason", new string('x', PauseRequest.MaxText + 1)));
        Assert.Equal((PauseRequest.MaxText + 1, ""), (clerk.ValueOf("Answer.Reason").Length, clerk.ValueOf("Input.Reason")));
        await clerk.PressAsync("Approve", ("Answer.Reason", ""));
        await clerk.OpenAsync("/deadlines/pauses");
        Assert.Contains("Standing still: Progress entry", clerk.Text("[data-stopped]"), StringComparison.Ordinal);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.Single(clerk.Page.QuerySelectorAll("[data-clock-line=K16] .pause"));
        Assert.Contains("was paused (Appraisal or test)", clerk.Text(".case-history"), StringComparison.Ordinal);

        await unit.OpenAsync("/deadlines/pauses");
        await unit.PressAsync("End the pause", ("Answer.Reason", "The report is here."));
        Assert.Contains("The report is here.", unit.Text("[data-end]"), StringComparison.Ordinal);
        foreach (var language in Texts.Languages)
        {
            var reader = web.As(web.Office.Auditor, language);
            await reader.OpenAsync($"/deadlines/pauses?case={petition.Number}");
            Assert.DoesNotContain("⟦", reader.Source, StringComparison.Ordinal);
            Assert.Empty(reader.Page.QuerySelectorAll("#pauses button, #Input_Ground"));
        }
    }

    [Fact]
    public async Task ClerkWhoIsRecused_NeitherAsksForAPause_NorDecidesOnOne_NorEndsIt_ButReadsOfIt()
    {
        await using var web = await WebUnderTest.StartAsync();
        var petition = await HandledAsync(web);
        await web.Office.WriteAsync(db => db.Add(Asked(petition, web)));
        var clerk = web.As(web.Office.Clerk, "en");
        var (asking, deciding) = (web.As(web.Office.Clerk, "en"), web.As(web.Office.Clerk, "en"));
        await clerk.OpenAsync($"/deadlines/pauses?case={petition.Number}");
        await asking.OpenAsync($"/deadlines/pauses?case={petition.Number}");
        await deciding.OpenAsync($"/deadlines/pauses?case={petition.Number}");
        await web.Office.WriteAsync(db => db.Add(new BarredPerson { PetitionId = petition.Id, PersonId = web.Office.Clerk.UserId, Ground = BarGround.Recused, Since = web.Office.Now, ByName = "test" }));

        await asking.PressAsync("Send the request", ("Input.Ground", "appraisal"), ("Input.Reason", "x"), ("Input.Evidence", "y"), ("Input.LastDay", ChinaTime.DayOf(web.Office.Now).AddDays(3).ToString("yyyy-MM-dd")));
        Assert.Contains("You are recused from this case", asking.Text("#problems"), StringComparison.Ordinal);
        await deciding.PressAsync("Approve");
        Assert.Contains("You are recused from this case", deciding.Text("#problems"), StringComparison.Ordinal);
        await clerk.OpenAsync($"/deadlines/pauses?case={petition.Number}");
        Assert.Equal("The roof is being examined.", clerk.Text("[data-reason]"));
        Assert.Empty(clerk.Page.QuerySelectorAll("#pauses button, #Input_Ground"));
        Assert.Null(clerk.Page.QuerySelector("a[href='/deadlines/pauses'] .badge"));

        var other = web.As(web.Office.OtherClerk, "en");
        await other.OpenAsync("/deadlines/pauses");
        await other.PressAsync("Approve");
        var request = await web.Office.ReadAsync(db => db.Set<PauseRequest>().SingleAsync(Cancellation));
        var end = await web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<EndPauseHandler>(h => h.HandleAsync(new EndPause(request.Id, "over", web.Office.Clerk), Cancellation), Cancellation);
        Assert.Equal((PauseState.Running, "recused-from-case"), (request.State, end.Refusal?.Code));
    }

    /// <summary>A case with a clock that may stand still.</summary>
    private static async Task<Petition> HandledAsync(WebUnderTest web)
    {
        var petition = await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id]);
        var start = new StartClock(petition.Id, "K16") { AssignmentId = petition.Assignments[0].Id, UnitId = web.Office.Housing.Id };
        (await web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync<StartClockHandler, CaseClock>(h => h.HandleAsync(start, ActContext.System("test"), Cancellation), Cancellation)).Require();
        return petition;
    }

    private static PauseRequest Asked(Petition petition, WebUnderTest web) => new()
    {
        Id = Guid.CreateVersion7(), PetitionId = petition.Id, UnitId = web.Office.Housing.Id, Ground = "appraisal", Reason = "The roof is being examined.", Evidence = "Order of 2 March",
        LastDay = ChinaTime.DayOf(web.Office.Now).AddDays(20), AskedAt = web.Office.Now, AskedById = web.Office.HousingHandler.UserId, AskedBy = web.Office.HousingHandler.DisplayName,
    };
}
