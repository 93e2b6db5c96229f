using AngleSharp.Html.Dom;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>Duties and the meetings that give them, on the page of a case.</summary>
public sealed class CaseDutyTests : CasePageTestBase
{
    [Fact]
    public async Task CasePage_Duties_AreClosedByTheirUnitAndWaivedByTheOffice()
    {
        var petition = await Office.AddCaseAsync("Shared", [Office.Housing.Id], change: p =>
        {
            p.Duties.Add(Duty(p, Office.Housing.Id, "Own-duty"));
            p.Duties.Add(Duty(p, Office.Transport.Id, "Duty-of-transport"));
        });
        var unit = Web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");
        Assert.DoesNotContain("Duty-of-transport", unit.Source);
        Assert.Empty(unit.Page.QuerySelectorAll("form[action*=WaiveDuty]"));

        await unit.SubmitAsync((IHtmlFormElement)unit.Page.QuerySelector("form[action*=CloseDuty]")!, null, ("Words", new string('字', 1001)));
        Assert.Contains("最多 1000 个字", unit.Text("#problems"));
        Assert.Contains(new string('字', 1001), unit.Text("details[open] textarea[name=Words]"));
        await unit.SubmitAsync((IHtmlFormElement)unit.Page.QuerySelector("form[action*=CloseDuty]")!, null, ("Words", "Seen to."));
        Assert.Contains("Seen to.", unit.Text("[aria-labelledby=duties]"));
        Assert.Contains("Unit of housing完成责任事项“Own-duty”：Seen to.", unit.Text(".case-history"));

        // A duty lets its unit see the case, though nothing was assigned to it.
        var other = Web.As(Office.TransportHandler);
        await other.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("Duty-of-transport", other.Text("[aria-labelledby=duties]"));
        Assert.DoesNotContain("Own-duty", other.Source);

        var clerk = Web.As(Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.Empty(clerk.Page.QuerySelectorAll("form[action*=CloseDuty]"));
        await clerk.SubmitAsync((IHtmlFormElement)clerk.Page.QuerySelector("form[action*=WaiveDuty]")!, null, ("Words", "Not needed."));
        Assert.Contains("Not needed.", clerk.Text("[aria-labelledby=duties]"));
        Assert.Equal([nameof(DutyDone), nameof(DutyWaived)], await Office.HistoryAsync(petition.Id));
    }

    [Fact]
    public async Task CasePage_ADutyWithASuggestion_ThatIsNotSaidToBeAdopted_LeadsToThatQuestion()
    {
        var petition = await Office.AddCaseAsync("Suggested", [Office.Housing.Id], change: p => p.Duties.Add(Duty(p, Office.Housing.Id, "Own-duty", ImprovementKind.ImproveWork)));
        var unit = Web.As(Office.HousingHandler);
        await unit.OpenAsync($"/cases/{petition.Number}");

        await unit.SubmitAsync((IHtmlFormElement)unit.Page.QuerySelector("form[action*=CloseDuty]")!, null, ("Words", "Seen to."));

        var leads = unit.Page.QuerySelector("#problems a")!.GetAttribute("href")!;
        Assert.Equal("Adopted", unit.Page.QuerySelector($"details[open] {leads}[aria-invalid=true]")?.GetAttribute("name"));
        await unit.SubmitAsync((IHtmlFormElement)unit.Page.QuerySelector("form[action*=CloseDuty]")!, null, ("Words", ""), ("Adopted", "true"));
        leads = unit.Page.QuerySelector("#problems a")!.GetAttribute("href")!;
        Assert.Equal("Words", unit.Page.QuerySelector($"details[open] {leads}[aria-invalid=true]")?.GetAttribute("name"));
    }

    [Fact]
    public async Task CasePage_AssignmentMeeting_KeepsWhatWasTypedAndGivesDuties()
    {
        var petition = await Office.AddCaseAsync(change: p => p.Importance = Importance.Complex);
        var browser = Web.As(Office.Clerk);
        await browser.OpenAsync($"/cases/{petition.Number}");
        var today = ChinaTime.DayOf(Office.Now).ToString("yyyy-MM-dd");
        (string, string?)[] typed =
        [
            ("HeldOn", today), ("Attendees", "Two bureaus"), ("Decisions[1].UnitId", Office.Housing.Id.ToString()), ("Decisions[1].What", "Look at the site"),
        ];

        await browser.SubmitAsync((IHtmlFormElement)browser.Page.QuerySelector("form[action*=Meeting]")!, null, typed);
        Assert.NotNull(browser.Page.QuerySelector("#problems a[href='#Decisions_1__DueDay']"));
        Assert.Equal("Look at the site", browser.Text("details[open] textarea[name='Decisions[1].What']"));

        await browser.SubmitAsync((IHtmlFormElement)browser.Page.QuerySelector("form[action*=Meeting]")!, null, [.. typed, ("Decisions[1].DueDay", today)]);
        Assert.Contains("Look at the site", browser.Text("[aria-labelledby=duties]"));
        Assert.Equal([nameof(DutyGiven), nameof(AssignmentMeetingHeld), "ClockStarted"], await Office.HistoryAsync(petition.Id));
    }

    private Duty Duty(Petition petition, Guid unit, string what, ImprovementKind? suggestion = null) => new()
    {
        Id = Guid.CreateVersion7(), PetitionId = petition.Id, UnitId = unit, Origin = DutyOrigin.CoordinationMeeting, What = what, Suggestion = suggestion,
        DueDay = ChinaTime.DayOf(Office.Now), GivenAt = Office.Now, GivenByName = "Clerk 1",
    };
}
