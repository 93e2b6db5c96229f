using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Mail;

/// <summary>More conversations with a real SMTP server: signed in, over a line that falls silent, and with what no server would take.</summary>
public sealed class SmtpConversationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SignedIn_SendsMoreThanOneClaimOverOneConnection_WithChineseHeadersWhole()
    {
        await using var smtp = await StartServerAsync("--user", "office", "--password", "right");
        await using var service = await ServiceOnAsync(smtp.Port, ("Mail:UserName", "office"), ("Mail:Password", "right"));
        for (var i = 0; i < 25; i++)
        {
            await QueueAsync(service, $"mail-{i}", "unit@example.org");
        }

        await SendAsync(service);

        Assert.Equal(25, await service.QueryAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Sent, Cancellation)));
        for (var i = 0; i < 25; i++)
        {
            var message = await smtp.NextMessageAsync(Cancellation);
            Assert.Equal("催辦：XF-2026-000001 " + new string('件', 60), message.Subject);
            Assert.Equal("請登錄系統查看。", message.TextBody!.TrimEnd());
        }

        Assert.Equal(1, await smtp.ConnectionsAsync(Cancellation));
    }

    [Fact]
    public async Task Run_WithAServerThatFallsSilent_GivesUpAfterTheSetTime_AndSendsOnceLater()
    {
        await using var smtp = await StartServerAsync();
        await using var line = FaultyLine.Silent(smtp.Port, afterBytes: 0);
        await using var service = await ServiceOnAsync(line.Port, ("Mail:TimeoutSeconds", "1"));
        await QueueAsync(service, "a", "unit@example.org");

        await SendAsync(service);

        var waiting = await MailAsync(service);
        Assert.Equal((MailState.Queued, 1), (waiting.State, waiting.Attempts));
        Assert.NotNull(waiting.LastError);

        // The server now answers, however busy the machine is.
        service.Services.GetRequiredService<IOptions<MailOptions>>().Value.TimeoutSeconds = 60;
        service.Time.SetUtcNow(new DateTimeOffset(waiting.NextAttemptAt!.Value));
        await SendAsync(service);
        await SendAsync(service);

        Assert.Equal((MailState.Sent, 2), ((await MailAsync(service)).State, line.Conversations));
        await smtp.NextMessageAsync(Cancellation);
        Assert.False(await smtp.HasMessageAsync(Cancellation));
    }

    /// <summary>A password that was changed overnight: one try at a turn, no mail grows old, and all go out over one connection when it is right again.</summary>
    [Fact]
    public async Task Run_WhileTheServerLetsNobodyIn_TriesOnceATurn_SetsNothingAside_AndSendsEverythingAfterwards()
    {
        await using var smtp = await StartServerAsync("--user", "office", "--password", "right");
        await using var service = await ServiceOnAsync(smtp.Port, ("Mail:UserName", "office"), ("Mail:Password", "old"));
        for (var i = 0; i < 25; i++)
        {
            await QueueAsync(service, $"mail-{i}", "unit@example.org");
        }

        const int turns = 30;
        for (var turn = 0; turn < turns; turn++)
        {
            await SendAsync(service);
            service.Time.Advance(TimeSpan.FromMinutes(20));
        }

        var waiting = await service.QueryAsync(db => db.Set<OutgoingMail>().ToListAsync(Cancellation));
        Assert.All(waiting, m => Assert.Equal((MailState.Queued, true), (m.State, m.Attempts <= 4)));
        Assert.Equal(turns, await smtp.ConnectionsAsync(Cancellation));
        Assert.Contains(waiting, m => m.LastError is { Length: > 0 });

        service.Services.GetRequiredService<IOptions<MailOptions>>().Value.Password = "right";
        await SendAsync(service);
        Assert.Equal(25, await service.QueryAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Sent && m.LastError == null, Cancellation)));
        Assert.Equal(turns + 1, await smtp.ConnectionsAsync(Cancellation));
    }

    /// <summary>That our own address is not taken says nothing about those that we write to.</summary>
    [Theory]
    [InlineData("550", "--refuse-sender", "550")]
    [InlineData("553", "--refuse-sender", "553")]
    [InlineData("530", "--refuse-sender", "530")]
    [InlineData("530", "--user", "office")]
    public async Task Run_WhenWeAreRefusedAsTheSender_KeepsEveryMail_SaysWhy_AndBlamesNoAddress(string code, params string[] arguments)
    {
        await using var smtp = await StartServerAsync(arguments);
        await using var service = await ServiceOnAsync(smtp.Port);
        var unit = new Unit { Id = Guid.CreateVersion7(), Code = "u", Name = "Unit", Email = "unit@example.org" };
        await service.DoAsync<UnitOfWork, bool>(work =>
        {
            work.Db.Add(unit);
            return Task.FromResult<Result<bool>>(true);
        });
        foreach (var key in new[] { "a", "b", "c" })
        {
            await service.DoAsync<Outbox, bool>(async outbox => await outbox.QueueAsync(new MailDraft(key, unit.Email, "催办", "请登录系统查看。") { UnitId = unit.Id }, Cancellation));
        }

        await SendAsync(service);

        var mails = await service.QueryAsync(db => db.Set<OutgoingMail>().ToListAsync(Cancellation));
        Assert.All(mails, m => Assert.Equal(MailState.Queued, m.State));
        Assert.Contains(code, Assert.Single(mails, m => m.Attempts == 1).LastError, StringComparison.Ordinal);
        Assert.Equal((1, 2), (await smtp.ConnectionsAsync(Cancellation), mails.Count(m => m is { Attempts: 0, LastError: null })));
        Assert.Null(await service.QueryAsync(db => db.Set<Unit>().Where(u => u.Id == unit.Id).Select(u => u.EmailFailedAt).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task Run_WithAMailTooLargeForTheServer_SetsItAside_AndTriesTheOthers()
    {
        await using var smtp = await StartServerAsync("--refuse-sender", "552");
        await using var service = await ServiceOnAsync(smtp.Port);
        await QueueAsync(service, "a", "unit@example.org");
        await QueueAsync(service, "b", "unit@example.org");

        await SendAsync(service);

        var mails = await service.QueryAsync(db => db.Set<OutgoingMail>().ToListAsync(Cancellation));
        Assert.All(mails, m => Assert.Equal((MailState.Dead, 1), (m.State, m.Attempts)));
        Assert.All(mails, m => Assert.Contains("552", m.LastError, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    [InlineData(2)]
    public async Task Run_AfterAServerWasAwayForHours_HasAttemptsLeftForItsAnswers(int attempts)
    {
        await using var smtp = await StartServerAsync("--greylist", "--user", "office", "--password", "right");
        await using var service = await ServiceOnAsync(smtp.Port, ("Mail:UserName", "office"), ("Mail:Password", "old"), ("Mail:MaxAttempts", $"{attempts}"));
        await QueueAsync(service, "a", "unit@example.org");
        for (var turn = 0; turn < 12; turn++)
        {
            await SendAsync(service);
            Assert.InRange((await MailAsync(service)).NextAttemptAt!.Value - service.Time.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
            service.Time.Advance(TimeSpan.FromMinutes(10));
        }

        service.Services.GetRequiredService<IOptions<MailOptions>>().Value.Password = "right";
        await SendAsync(service);
        var later = await MailAsync(service);
        Assert.Equal(MailState.Queued, later.State);
        Assert.Contains("later", later.LastError, StringComparison.Ordinal);

        service.Time.SetUtcNow(new DateTimeOffset(later.NextAttemptAt!.Value));
        await SendAsync(service);
        Assert.Equal(MailState.Sent, (await MailAsync(service)).State);
    }

    [Fact]
    public async Task SetAside_AllOfALookAtThem_GoOutAgainTogether_AndWhatIsNotIsLeftAlone()
    {
        await using var smtp = await StartServerAsync("--refuse", "gone@example.org");
        await using var service = await ServiceOnAsync(smtp.Port);
        foreach (var (key, to) in new[] { ("a", "gone@example.org"), ("b", "gone@example.org"), ("c", "unit@example.org") })
        {
            await QueueAsync(service, key, to);
        }

        await SendAsync(service);
        var all = await service.QueryAsync(db => db.Set<OutgoingMail>().Select(m => m.Id).ToListAsync(Cancellation));

        Assert.Equal(2, await service.DoAsync<RequeueMailHandler, int>(h => h.HandleAsync(all, ActContext.System("test"), Cancellation)));
        Assert.Equal(2, await service.QueryAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.State == MailState.Queued && m.Attempts == 0, Cancellation)));
        Assert.Equal(0, await service.DoAsync<RequeueMailHandler, int>(h => h.HandleAsync(all, ActContext.System("test"), Cancellation)));
    }

    [Fact]
    public async Task Run_WithAnAddressThatIsNone_SetsThatMailAsideWithAReason_AndSendsTheOthers()
    {
        await using var smtp = await StartServerAsync();
        await using var service = await ServiceOnAsync(smtp.Port);
        await QueueAsync(service, "a", "unit@@example.org, <");
        await QueueAsync(service, "b", "unit@example.org");

        await SendAsync(service);

        var dead = await MailAsync(service);
        Assert.Equal((MailState.Dead, 1), (dead.State, dead.Attempts));
        Assert.False(string.IsNullOrWhiteSpace(dead.LastError));
        Assert.Equal("b", await service.QueryAsync(db => db.Set<OutgoingMail>().Where(m => m.State == MailState.Sent).Select(m => m.DedupKey).SingleAsync(Cancellation)));
        await service.DoAsync<RequeueMailHandler, bool>(h => h.HandleAsync(new RequeueMail(dead.Id, ActContext.System("test")), Cancellation));
        Assert.Equal(MailState.Queued, (await MailAsync(service)).State);
    }

    private static async Task<SmtpServerProcess> StartServerAsync(params string[] arguments)
    {
        if (SmtpServerProcess.WhyUnavailable is { } why)
        {
            Assert.Skip(why);
        }

        return await SmtpServerProcess.StartAsync(Cancellation, arguments);
    }

    private static Task<ServiceUnderTest> ServiceOnAsync(int port, params (string, string)[] settings) =>
        ServiceUnderTest.StartAsync(settings: [("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{port}"), ("Mail:Security", "None"), .. settings]);

    private static Task<bool> QueueAsync(ServiceUnderTest service, string key, string to) => service.DoAsync<Outbox, bool>(async outbox =>
        await outbox.QueueAsync(new MailDraft(key, to, "催辦：XF-2026-000001 " + new string('件', 60), "請登錄系統查看。"), Cancellation));

    private static async Task SendAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(Cancellation);
    }

    private static Task<OutgoingMail> MailAsync(ServiceUnderTest service) =>
        service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.DedupKey == "a", Cancellation));
}
