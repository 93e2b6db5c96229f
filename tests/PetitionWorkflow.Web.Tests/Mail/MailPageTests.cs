using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Mail;

public sealed class MailPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task DeadMail_IsShownAndRequeuedByAClerk()
    {
        var id = await AddAsync(MailState.Dead);
        var browser = _web.As(_web.Office.Clerk, "en");
        await browser.OpenAsync("/mail?state=Dead");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);

        await browser.PressAsync("Send again");

        await using var scope = _web.Services.CreateAsyncScope();
        var mail = await scope.ServiceProvider.GetRequiredService<PetitionDbContext>().Set<OutgoingMail>().SingleAsync(m => m.Id == id, TestContext.Current.CancellationToken);
        Assert.Equal(MailState.Queued, mail.State);
    }

    /// <summary>Whoever audits sees everything and changes nothing.</summary>
    [Fact]
    public async Task DeadMails_AreSeenByAnAuditor_WhoCannotSendThemAgain()
    {
        Guid[] dead = [await AddAsync(MailState.Dead), await AddAsync(MailState.Dead, key: "test-another")];
        var auditor = _web.As(_web.Office.Auditor, "en");
        await auditor.OpenAsync("/mail?state=Dead");
        Assert.All(dead, id => Assert.NotNull(auditor.Page.QuerySelector($"a[href='/mail/{id}']")));
        Assert.Empty(auditor.Page.QuerySelectorAll("main form[method=post]"));

        foreach (var handler in new[] { $"Requeue&id={dead[0]}", "RequeueAll" })
        {
            await auditor.OpenAsync("/mail?state=Dead");
            await auditor.HtmxPostAsync("/mail?state=Dead&handler=" + handler);
            Assert.Equal(HttpStatusCode.Forbidden, auditor.Status);
        }

        Assert.Equal(2, await _web.Office.ReadAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Dead, TestContext.Current.CancellationToken)));
        var clerk = _web.As(_web.Office.Clerk, "en");
        await clerk.OpenAsync("/mail?state=Dead");
        await clerk.PressAsync("Send all of these again");
        Assert.Equal(2, await _web.Office.ReadAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Queued, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Mail_WithMarkup_IsShownEncoded()
    {
        var id = await AddAsync(MailState.Queued);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/mail/{id}");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain("<script>alert", browser.Source, StringComparison.Ordinal);
        Assert.Contains("<script>alert", browser.Text("pre"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outbox_OfOneCase_ShowsItsMailsOnly_AndTheCaseLeadsThere()
    {
        var petition = await _web.Office.AddCaseAsync();
        var other = await _web.Office.AddCaseAsync();
        var mine = await AddAsync(MailState.Sent, petition.Id);
        var foreign = await AddAsync(MailState.Dead, other.Id);
        var browser = _web.As(_web.Office.Clerk, "en");
        await browser.OpenAsync($"/cases/{petition.Number}");
        var link = browser.Page.QuerySelector(".case-nav a[href^='/mail']")?.GetAttribute("href");

        await browser.OpenAsync(link!);

        Assert.Contains(petition.Number, browser.Text("#log-of"), StringComparison.Ordinal);
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/mail/{mine}']"));
        Assert.Null(browser.Page.QuerySelector($"a[href='/mail/{foreign}']"));
        await browser.OpenAsync($"/mail?unit={_web.Office.Housing.Id}");
        Assert.Contains(_web.Office.Housing.Name, browser.Text("#log-of"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector($"a[href='/mail/{mine}']"));
        var handler = _web.As(_web.Office.HousingHandler);
        await handler.OpenAsync($"/mail?case={petition.Number}");
        Assert.Equal(HttpStatusCode.Forbidden, handler.Status);
    }

    [Fact]
    public async Task Outbox_Searched_CountsWhatWasFoundOnEveryTab_AndStaysWithTheCase()
    {
        var petition = await _web.Office.AddCaseAsync();
        await AddAsync(MailState.Sent, petition.Id);
        await AddAsync(MailState.Dead);
        var browser = _web.As(_web.Office.Clerk, "en");

        await browser.OpenAsync("/mail?state=Sent&search=units.example");
        Assert.Equal(["2", "1", "1"], Counted(browser));
        await browser.OpenAsync("/mail?state=Sent&search=nowhere");
        Assert.Empty(Counted(browser));

        await browser.OpenAsync($"/mail?case={petition.Number}&search=units.example");
        Assert.Equal(["1", "1"], Counted(browser));
        Assert.Equal(petition.Number, browser.Page.QuerySelector("form[role=search] input[name=case]")?.GetAttribute("value"));
    }

    private static IEnumerable<string> Counted(Browser browser) =>
        browser.Page.QuerySelectorAll(".nav-tabs .badge").Select(b => b.TextContent.Trim()).Where(n => n != "0");

    [Fact]
    public async Task Outbox_IsClosedToUnits()
    {
        var browser = _web.As(_web.Office.HousingHandler);
        await browser.OpenAsync("/mail");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Fact]
    public async Task Digest_WithALineAboutACaseThatTheReaderMayNotSee_IsNotShown()
    {
        var digest = await AddAsync(MailState.Sent);
        var seen = await _web.Office.AddCaseAsync();
        var line = await AddAsync(MailState.Bundled, seen.Id, digest);
        // A clerk lent from a unit that somebody complains about.
        var browser = _web.As(_web.Office.OtherClerk with { UnitId = _web.Office.Housing.Id }, "en");
        await browser.OpenAsync($"/mail/{line}");
        Assert.Contains($"/mail/{digest}", browser.Source, StringComparison.Ordinal);
        await browser.OpenAsync($"/mail/{digest}");
        Assert.Equal(HttpStatusCode.OK, browser.Status);

        var hidden = await AddAsync(MailState.Held, (await _web.Office.AddCaseAsync(accused: _web.Office.Housing.Id)).Id, digest);

        foreach (var mail in new[] { digest, hidden })
        {
            await browser.OpenAsync($"/mail/{mail}");
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }

        await browser.OpenAsync("/mail");
        Assert.Equal([$"/mail/{line}"], browser.Page.QuerySelectorAll("tbody a[href^='/mail/']").Select(a => a.GetAttribute("href")));
        Assert.Equal("1", browser.Text(".nav .active .badge"));
        await browser.OpenAsync("/mail?state=Sent");
        Assert.Empty(browser.Page.QuerySelectorAll("tbody a[href^='/mail/']"));
    }

    private async Task<Guid> AddAsync(MailState state, Guid? petitionId = null, Guid? bundledIn = null, string? key = null)
    {
        var mail = new OutgoingMail
        {
            Id = Guid.CreateVersion7(),
            DedupKey = key ?? "test-" + state,
            ToAddress = "unit@units.example",
            Subject = "Reminder",
            TextBody = "<script>alert(1)</script>",
            CreatedAt = ServiceUnderTest.Start.UtcDateTime,
            NextAttemptAt = state is MailState.Queued or MailState.Sending ? ServiceUnderTest.Start.UtcDateTime : null,
            State = state,
            PetitionId = petitionId,
            BundledInId = bundledIn,
        };
        await using var scope = _web.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();
        db.Add(mail);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return mail.Id;
    }
}
