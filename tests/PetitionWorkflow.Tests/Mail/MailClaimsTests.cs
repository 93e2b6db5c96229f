using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

public sealed class MailClaimsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_GivesUrgentOnesFirst_ThenThoseThatHaveWaitedLongest()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        string[] keys = [.. Enumerable.Range(0, 12).Select(i => "mail-" + i)];
        foreach (var key in keys)
        {
            await QueueAsync(service, key, isUrgent: key == "mail-9");
            service.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        await using var scope = service.Services.CreateAsyncScope();
        var taken = await scope.ServiceProvider.GetRequiredService<MailClaims>().TakeAsync(Cancellation);

        Assert.Equal(["mail-9", .. keys.Except(["mail-9"])], taken.Select(m => m.DedupKey));
    }

    [Fact]
    public async Task Due_IsFoundByTheIndexOfWhatWaits()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var plan = await service.QueryAsync(db => QueryPlan.OfAsync(db, MailClaims.Due(db, ServiceUnderTest.Start.UtcDateTime), Cancellation));

        Assert.Contains("IX_OutgoingMails_NextAttemptAt", plan, StringComparison.Ordinal);
    }

    /// <summary>Each claim asks it; an office has a million lines a year.</summary>
    [Fact]
    public async Task WhoIsBarred_IsAskedOfTheMailsAndTheirLinesAlone()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var plan = await service.QueryAsync(db => QueryPlan.OfAsync(db, BarredMail.ToldToBarred(db, [Guid.NewGuid()]), Cancellation));

        Assert.Contains("IX_OutgoingMails_BundledInId", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("IX_OutgoingMails_State_Id", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN m", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN o", plan, StringComparison.Ordinal);
    }

    private static Task<bool> QueueAsync(ServiceUnderTest service, string key, bool isUrgent) => service.DoAsync<Outbox, bool>(async outbox =>
        await outbox.QueueAsync(new MailDraft(key, "unit@example.org", "催辦：XF-2026-000001", "請登錄系統查看。") { IsUrgent = isUrgent }, Cancellation));
}
