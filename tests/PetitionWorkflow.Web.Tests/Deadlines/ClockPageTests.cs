using System.Net;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Deadlines;

public sealed class ClockPageTests
{
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task LatestMails_AreThoseThatTheAdministratorMaySee_AndThereAreNoneOutsideADemo(string demo)
    {
        await using var web = await WebUnderTest.StartAsync(settings: ("Demo:Enabled", demo));
        var (seen, hidden) = (await web.Office.AddCaseAsync(), await web.Office.AddCaseAsync());
        await web.Office.WriteAsync(db =>
        {
            db.AddRange(Mail(seen.Id, "A mail that may be seen"), Mail(hidden.Id, "A mail about the reader"));
            db.Add(new BarredPerson { PetitionId = hidden.Id, PersonId = web.Office.Administrator.UserId, Ground = BarGround.Accused, Since = web.Office.Now, ByName = "test" });
        });
        var browser = web.As(web.Office.Administrator, "en");

        foreach (var path in new[] { "/deadlines/clock", "/deadlines/clock?handler=Latest" })
        {
            await browser.OpenAsync(path);
            Assert.Equal(demo == "true" ? HttpStatusCode.OK : HttpStatusCode.NotFound, browser.Status);
            Assert.Equal(demo == "true", browser.Source.Contains("A mail that may be seen", StringComparison.Ordinal));
            Assert.DoesNotContain("A mail about the reader", browser.Source, StringComparison.Ordinal);
        }

        OutgoingMail Mail(Guid petition, string subject) => new()
        {
            Id = Guid.CreateVersion7(), PetitionId = petition, DedupKey = subject, Kind = "deadline-warning", ToAddress = "clerk@office.test", Subject = subject, TextBody = "x",
            CreatedAt = web.Office.Now, NextAttemptAt = web.Office.Now, State = MailState.Queued,
        };
    }
}
