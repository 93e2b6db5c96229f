using System.Net;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Cards;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Deadlines;

public sealed class CardPageTests
{
    [Fact]
    public async Task Card_IsAnsweredByItsUnit_DecidedByALeader_AndNotSeenByAnotherUnit()
    {
        await using var web = await WebUnderTest.StartAsync();
        var petition = await GivenAsync(web);

        var other = web.As(web.Office.TransportHandler, "en");
        await other.OpenAsync("/deadlines/cards");
        Assert.DoesNotContain(petition.Number, other.Source, StringComparison.Ordinal);

        var head = web.As(web.Office.HousingHead, "en");
        await head.OpenAsync($"/deadlines/cards?case={petition.Number}");
        Assert.DoesNotContain("⟦", head.Source, StringComparison.Ordinal);
        Assert.Equal("Send the reply", Assert.Single(head.Page.QuerySelectorAll("#cards button")).TextContent);
        await head.PressAsync("Send the reply", ("Input.Text", " "));
        Assert.Equal("#Input_Text", head.Page.QuerySelector("#problems a")?.GetAttribute("href"));
        Assert.NotNull(head.Page.QuerySelector("#cards details[open] #Input_Text"));
        await head.PressAsync("Send the reply", ("Input.Text", "We wait for the expert's report."));
        Assert.Equal("We wait for the expert's report.", head.Text("[data-reply]"));
        Assert.Empty(head.Page.QuerySelectorAll("#cards button"));

        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync("/deadlines/cards?filter=ToDecide");
        Assert.Empty(clerk.Page.QuerySelectorAll("#cards button"));
        var leader = web.As(web.Office.Leader, "en");
        await leader.OpenAsync("/deadlines/cards?filter=ToDecide");
        await leader.PressAsync("Take it back", ("Input.Reason", "The report takes its time."));
        Assert.Equal("/deadlines/cards?", leader.Address[..17]);
        await leader.OpenAsync("/deadlines/cards");
        Assert.Contains("The report takes its time.", leader.Text("[data-decision]"), StringComparison.Ordinal);
        Assert.Equal(["0", "0", "1", "0", "0", "0"], leader.Page.QuerySelectorAll("#of-units tbody td").Select(c => c.TextContent.Trim()));
        await leader.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("The card is taken back", leader.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", leader.Source, StringComparison.Ordinal);
        Assert.NotNull(leader.Page.QuerySelector($"a[href='/deadlines/cards?case={petition.Number}']"));
    }

    [Fact]
    public async Task Reply_OfTheLongestLengthInManyLines_IsTaken_AndOneTooLongIsKeptOnItsPage()
    {
        await using var web = await WebUnderTest.StartAsync();
        for (var i = 0; i < 26; i++)
        {
            await GivenAsync(web);
        }

        var head = web.As(web.Office.HousingHead, "en");
        await head.OpenAsync("/deadlines/cards?page=2");
        var (longest, number) = (string.Join("\r\n", Enumerable.Repeat("x", CardReply.MaxText / 2)) + "x", head.Text("#cards a[href^='/cases/']"));
        await head.PressAsync("Send the reply", ("Input.Text", longest + "xx"));
        Assert.Contains(CardReply.MaxText.ToString(System.Globalization.CultureInfo.InvariantCulture), head.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal((number, longest.Length), (head.Text("#cards a[href^='/cases/']"), head.ValueOf("Input.Text").ReplaceLineEndings("\r\n").Length - 2));
        await head.PressAsync("Send the reply", ("Input.Text", longest));
        Assert.Equal("", head.Text("#problems"));
        Assert.Equal(CardReply.MaxText, head.Page.QuerySelector("[data-reply]")!.TextContent.Length);
    }

    [Fact]
    public async Task Absence_IsSetByThePersonAndByAdministrators_AndKeepsWhatWasTyped()
    {
        await using var web = await WebUnderTest.StartAsync();
        var clerk = web.As(web.Office.Clerk, "en");
        await clerk.OpenAsync("/me");
        Assert.Equal(["Choose", "Clerk 2"], clerk.Page.QuerySelectorAll("#Absence_SubstituteId option").Select(o => o.TextContent.Trim()));
        await clerk.PressAsync("Save the absence", ("Absence.From", "2026-03-05"), ("Absence.Until", "2026-03-03"), ("Absence.SubstituteId", $"{web.Office.OtherClerk.UserId}"));
        Assert.Contains("Give a first and a last day", clerk.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("2026-03-05", clerk.ValueOf("Absence.From"));
        await clerk.PressAsync("Save the absence", ("Absence.Until", "2026-03-09"));
        Assert.Equal("", clerk.Text("#problems"));
        Assert.Equal(("2026-03-09", $"{web.Office.OtherClerk.UserId}"), (clerk.ValueOf("Absence.Until"), clerk.ValueOf("Absence.SubstituteId")));

        var administrator = web.As(web.Office.Administrator, "en");
        await administrator.OpenAsync($"/staff/member/{web.Office.Clerk.UserId}");
        Assert.Equal("2026-03-05", administrator.ValueOf("Absence.From"));
        await administrator.PressAsync("Not away");
        Assert.Equal((HttpStatusCode.OK, ""), (administrator.Status, administrator.ValueOf("Absence.From")));
        await administrator.PressAsync("Save the absence", ("Absence.From", "2026-03-05"), ("Absence.Until", "2026-03-09"));
        Assert.Contains("Please fill this in", administrator.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("Clerk 1", administrator.ValueOf("Input.DisplayName"));

        await administrator.OpenAsync($"/staff/member/{web.Office.HousingHandler.UserId}");
        Assert.Equal($"{web.Office.Housing.Id}", administrator.ValueOf("Input.UnitId"));
    }

    private static async Task<Petition> GivenAsync(WebUnderTest web)
    {
        var petition = await web.Office.AddCaseAsync(assignedTo: [web.Office.Housing.Id]);
        var day = new DateOnly(2026, 2, 27);
        var clock = new CaseClock
        {
            Id = Guid.CreateVersion7(), PetitionId = petition.Id, Code = "K05", RuleVersion = 2, StartedAt = web.Office.Now.AddDays(-61), RemindedUntil = web.Office.Now,
        };
        clock.SetDue(DueDay.Compute(ClockCatalogue.Shipped.Newest("K05")!, clock.StartedAt, OfficialYears.Calendar));
        var card = new ClockReminder
        {
            ClockId = clock.Id, DueDay = day, Stage = "yellow-card", PetitionId = petition.Id, UnitId = web.Office.Housing.Id, Kind = StageKind.YellowCard, Number = 0,
            DueAt = web.Office.Now, RecordedAt = web.Office.Now, Fate = ReminderFate.Sent, Mails = 1,
        };
        await web.Office.WriteAsync(db => db.AddRange(clock, card));
        return petition;
    }
}
