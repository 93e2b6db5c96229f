using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PetitionWorkflow.Mail;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

public sealed class SendMailTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithoutServer_WritesOneFilePerMail()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await QueueAsync(service, "a");
        await SendAsync(service);
        await SendAsync(service);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(service.Root, "mail"), "*.eml"));
        var message = await MimeMessage.LoadAsync(file, Cancellation);
        Assert.Equal("催辦：XF-2026-000001", message.Subject);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal(MailState.Sent, (await MailAsync(service, "a")).State);
    }

    [Fact]
    public async Task Queue_WithAKeyThatIsThere_AddsNothing()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        Assert.True(await QueueAsync(service, "a"));
        Assert.False(await QueueAsync(service, "a"));
    }

    [Fact]
    public async Task Run_ByTwoSendersAtOnce_SendsEachMailOnceOverOneConnectionEach()
    {
        await using var smtp = await StartServerAsync();
        await using var service = await ServiceOnAsync(smtp);
        for (var i = 0; i < 12; i++)
        {
            await QueueAsync(service, "mail-" + i);
        }

        await Task.WhenAll(SendAsync(service), SendAsync(service));

        var ids = new HashSet<string>();
        for (var i = 0; i < 12; i++)
        {
            Assert.True(ids.Add((await smtp.NextMessageAsync(Cancellation)).MessageId!));
        }

        Assert.False(smtp.HasMessage);
        Assert.InRange(smtp.Connections, 1, 2);
    }

    [Fact]
    public async Task Run_WhenAddressIsRefused_SetsTheMailAsideAndAPersonRequeuesIt()
    {
        await using var smtp = await StartServerAsync("--refuse", "unit@example.org");
        await using var service = await ServiceOnAsync(smtp);
        await QueueAsync(service, "a");

        await SendAsync(service);

        var mail = await MailAsync(service, "a");
        Assert.Equal(MailState.Dead, mail.State);
        Assert.Contains("550", mail.LastError, StringComparison.Ordinal);
        await service.DoAsync<RequeueMailHandler, bool>(h => h.HandleAsync(new RequeueMail(mail.Id), Cancellation));
        Assert.Equal(MailState.Queued, (await MailAsync(service, "a")).State);
    }

    [Fact]
    public async Task Run_WhenServerSaysLater_TriesAgainAfterTheBackOffAndNotBefore()
    {
        await using var smtp = await StartServerAsync("--greylist");
        await using var service = await ServiceOnAsync(smtp);
        await QueueAsync(service, "a");

        await SendAsync(service);
        await SendAsync(service);
        Assert.Equal(1, (await MailAsync(service, "a")).Attempts);
        Assert.Equal(MailState.Queued, (await MailAsync(service, "a")).State);

        service.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(service);
        Assert.Equal(MailState.Sent, (await MailAsync(service, "a")).State);
    }

    [Fact]
    public async Task Run_WithAWrongPassword_KeepsTheMailQueuedAndSaysWhy()
    {
        await using var smtp = await StartServerAsync("--user", "office", "--password", "right");
        await using var service = await ServiceOnAsync(smtp, ("Mail:UserName", "office"), ("Mail:Password", "wrong"));
        await QueueAsync(service, "a");

        await SendAsync(service);

        var mail = await MailAsync(service, "a");
        Assert.Equal(MailState.Queued, mail.State);
        Assert.NotNull(mail.LastError);
    }

    [Fact]
    public async Task Run_AfterASenderDiedHoldingAMail_SendsItWhenTheLeaseIsOver()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        await QueueAsync(service, "a");
        await service.QueryAsync(db => db.Set<OutgoingMail>().ExecuteUpdateAsync(m => m
            .SetProperty(x => x.State, MailState.Sending)
            .SetProperty(x => x.NextAttemptAt, ServiceUnderTest.Start.UtcDateTime.AddMinutes(15)), Cancellation));

        await SendAsync(service);
        Assert.Equal(MailState.Sending, (await MailAsync(service, "a")).State);

        service.Time.Advance(TimeSpan.FromMinutes(15));
        await SendAsync(service);
        Assert.Equal(MailState.Sent, (await MailAsync(service, "a")).State);
    }

    private static async Task<SmtpServerProcess> StartServerAsync(params string[] arguments)
    {
        if (SmtpServerProcess.WhyUnavailable is { } why)
        {
            Assert.Skip(why);
        }

        return await SmtpServerProcess.StartAsync(Cancellation, arguments);
    }

    private static Task<ServiceUnderTest> ServiceOnAsync(SmtpServerProcess smtp, params (string, string)[] settings) =>
        ServiceUnderTest.StartAsync(settings:
        [
            ("Mail:Host", "127.0.0.1"), ("Mail:Port", smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Mail:Security", "None"), .. settings,
        ]);

    private static Task<bool> QueueAsync(ServiceUnderTest service, string key) =>
        service.DoAsync<Outbox, bool>(async outbox =>
            await outbox.QueueAsync(new MailDraft(key, "unit@example.org", "催辦：XF-2026-000001", "請登錄系統查看。"), Cancellation));

    private static async Task SendAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(Cancellation);
    }

    private static Task<OutgoingMail> MailAsync(ServiceUnderTest service, string key) =>
        service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.DedupKey == key, Cancellation));
}
