using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

public sealed class CaseNoticesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_TheSameOccasionTwice_WritesOneMailInTheReadersLanguage()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var notice = new CaseNotice("urge", Guid.CreateVersion7(), "XF-2026-000007", "K05:urge-2", "办理时限", "2026-05-01", 2);
        var head = new Recipient("head@example.org", "en");

        Assert.Equal(1, await service.DoAsync<CaseNotices, int>(async n => await n.QueueAsync(notice, head, Cancellation)));
        Assert.Equal(0, await service.DoAsync<CaseNotices, int>(async n => await n.QueueAsync(notice, head, Cancellation)));
        Assert.Equal(1, await service.DoAsync<CaseNotices, int>(async n => await n.QueueAsync(notice, head with { Address = "other@example.org" }, Cancellation)));

        var mail = await service.QueryAsync(db => db.Set<OutgoingMail>().SingleAsync(m => m.ToAddress == "head@example.org", Cancellation));
        Assert.Equal("[Urging no. 2] Petition XF-2026-000007: 办理时限", mail.Subject);
        Assert.Contains("http://localhost:5080/cases/XF-2026-000007", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", mail.HtmlBody, StringComparison.Ordinal);
    }
}
