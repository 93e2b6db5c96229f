using System.Net;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Mail;

public sealed class IncomingPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    /// <summary>It quotes what it answers; nobody knows whether its sender may have it, so it belongs to no case.</summary>
    [Theory]
    [InlineData(IncomingMailKind.Reply)]
    [InlineData(IncomingMailKind.Automatic)]
    public async Task AStrangersAnswer_IsKeptFromWhomTheCaseIsKeptFrom_AndWaitsForTheOthers(IncomingMailKind kind)
    {
        var (open, closed) = ((await _web.Office.AddCaseAsync()).Id, (await _web.Office.AddCaseAsync()).Id);
        var (seen, hidden) = (Answer(open, kind, 1), Answer(closed, kind, 2));
        var accused = _web.Office.OtherClerk;
        await _web.Office.WriteAsync(db =>
        {
            db.AddRange(seen.Mail, hidden.Mail, seen.Answer, hidden.Answer);
            db.Add(new BarredPerson { PetitionId = closed, PersonId = accused.UserId, Ground = BarGround.Accused, Since = _web.Office.Now, ByName = "test" });
        });
        var browser = _web.As(accused, "en");
        await browser.OpenAsync("/mail/incoming");
        Assert.Contains("words 1", browser.Text("#incoming"), StringComparison.Ordinal);
        Assert.DoesNotContain("words 2", browser.Source, StringComparison.Ordinal);

        await browser.OpenAsync($"/mail/incoming?id={hidden.Answer.Id}");
        Assert.DoesNotContain("words 2", browser.Source, StringComparison.Ordinal);
        await browser.HtmxPostAsync("/mail/incoming?handler=TakeUp", ("mail", $"{hidden.Answer.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);

        var other = _web.As(_web.Office.Clerk, "en");
        await other.OpenAsync("/mail/incoming");
        Assert.Contains("words 2", other.Text("#incoming"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMailThatWasSetAside_IsTakenUpFromItsPageOfTheList_AndARefusalStaysThere()
    {
        var (mail, _) = Answer((await _web.Office.AddCaseAsync()).Id, IncomingMailKind.Reply, 1);
        await _web.Office.WriteAsync(db =>
        {
            db.Add(mail);
            db.AddRange(Enumerable.Range(2, 60).Select(number => Answer(mail.PetitionId!.Value, IncomingMailKind.Reply, number)).Select(made =>
                new IncomingMail { Id = made.Answer.Id, UidValidity = 1, Uid = made.Answer.Uid, ReadAt = _web.Office.Now, Kind = IncomingMailKind.SetAside, Subject = made.Answer.Subject }));
        });
        var browser = _web.As(_web.Office.Clerk, "en");
        await browser.OpenAsync("/mail/incoming?kind=SetAside&page=2");

        await browser.PressAsync("Register as a petition");

        // This office has no mailbox; what is said says so, and the list is where it was.
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.NotEmpty(browser.Text("#problems"));
        var links = browser.Page.QuerySelectorAll("a").Select(a => a.GetAttribute("href") ?? "").Where(href => href.Contains("page=3", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, href => Assert.DoesNotContain("handler", href, StringComparison.Ordinal));
        await browser.OpenAsync(links[0]);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
    }

    private (OutgoingMail Mail, IncomingMail Answer) Answer(Guid petition, IncomingMailKind kind, int number)
    {
        var mail = new OutgoingMail
        {
            Id = Guid.CreateVersion7(), DedupKey = $"mail-{number}", PetitionId = petition, ToAddress = "unit@units.example", Subject = "Reminder", TextBody = "x",
            CreatedAt = _web.Office.Now, NextAttemptAt = null, State = MailState.Sent,
        };
        return (mail, new IncomingMail
        {
            Id = Guid.CreateVersion7(), UidValidity = 1, Uid = number, ReadAt = _web.Office.Now, Kind = kind, Sender = "stranger@example.org", Subject = "Re",
            Text = $"words {number}", OutgoingMailId = mail.Id, Problem = kind == IncomingMailKind.Reply ? TakeMailInHandler.NotWhomWeWroteTo : null,
        });
    }
}
