using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
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

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Run_ByTwoSendersAtOnce_SendsEachMailOnceOverOneConnectionEach(DatabaseProvider database)
    {
        Assert.SkipUnless(database == DatabaseProvider.Sqlite || PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
        await using var smtp = await StartServerAsync();
        await using var service = await ServiceOnAsync(smtp, database);
        for (var i = 0; i < 50; i++)
        {
            await QueueAsync(service, "mail-" + i);
        }

        await Task.WhenAll(SendAsync(service), SendAsync(service));

        var ids = new HashSet<string>();
        for (var i = 0; i < 50; i++)
        {
            Assert.True(ids.Add((await smtp.NextMessageAsync(Cancellation)).MessageId!));
        }

        Assert.False(await smtp.HasMessageAsync(Cancellation));
        Assert.InRange(await smtp.ConnectionsAsync(Cancellation), 1, 2);
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
        await service.DoAsync<RequeueMailHandler, bool>(h => h.HandleAsync(new RequeueMail(mail.Id, ActContext.System("test")), Cancellation));
        Assert.Equal(MailState.Queued, (await MailAsync(service, "a")).State);
    }

    [Fact]
    public async Task AMailThatIsRefusedForGood_StandsInTheHistoryOfItsCase_OrOfEachCaseThatADigestToldOf_AndSoDoesWhoSentItAgain()
    {
        await using var smtp = await StartServerAsync("--refuse", "unit@example.org");
        await using var service = await ServiceOnAsync(smtp);
        var (own, told) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.DoAsync<CaseNotices, int>(async n => await n.QueueAsync(new CaseNotice("task", own, "XF-2026-000007", "task:1", "审核"), new Recipient("unit@example.org", "zh-Hans"), Cancellation));
        await QueueAsync(service, "digest");
        var digest = await MailAsync(service, "digest");
        await service.DoAsync<UnitOfWork, bool>(work =>
        {
            work.Db.Add(new OutgoingMail
            {
                Id = Guid.CreateVersion7(), DedupKey = "held", PetitionId = told, ToAddress = "unit@example.org", Subject = "x", TextBody = "x", CreatedAt = work.Time.UtcNow(),
                NextAttemptAt = null, State = MailState.Bundled, BundledInId = digest.Id,
            });
            return Task.FromResult<Result<bool>>(true);
        });

        await SendAsync(service);
        var dead = await service.QueryAsync(db => db.Set<OutgoingMail>().Where(m => m.State == MailState.Dead).Select(m => m.Id).ToListAsync(Cancellation));
        Assert.Equal(2, await service.DoAsync<RequeueMailHandler, int>(h => h.HandleAsync(dead, new ActContext(Guid.CreateVersion7(), "信访工作人员"), Cancellation)));

        foreach (var petition in new[] { own, told })
        {
            var history = await service.QueryAsync(db => db.Set<CaseEvent>().AsNoTracking().Where(e => e.PetitionId == petition).OrderBy(e => e.Id).ToListAsync(Cancellation));
            Assert.Equal([nameof(MailFailed), nameof(MailRequeued)], history.Select(e => e.Kind));
            Assert.Contains("550", history[0].Data, StringComparison.Ordinal);
            Assert.Equal("信访工作人员", history[1].ActorName);
        }

        await QueueAsync(service, "ofNoCase");
        await SendAsync(service);
        await service.DoAsync<RequeueMailHandler, bool>(async h => await h.HandleAsync(new RequeueMail((await MailAsync(service, "ofNoCase")).Id, ActContext.System("test")), Cancellation));
        Assert.Equal(nameof(RequeueMail), (await service.QueryAsync(db => db.Set<StaffChange>().AsNoTracking().SingleAsync(Cancellation))).Kind);
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
        await using var service = await ServiceOnAsync(smtp, settings: [("Mail:UserName", "office"), ("Mail:Password", "wrong")]);
        await QueueAsync(service, "a");

        await SendAsync(service);

        var mail = await MailAsync(service, "a");
        Assert.Equal(MailState.Queued, mail.State);
        Assert.NotNull(mail.LastError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_WhereTheLineCannotBeMadeSafe_SaysNothingOnIt_AndKeepsTheMail(bool offersTls)
    {
        await using var smtp = await StartServerAsync(offersTls ? ["--tls"] : []);
        await using var service = await ServiceOnAsync(smtp, settings: [("Mail:Security", "StartTls")]);
        await QueueAsync(service, "a");

        await SendAsync(service);

        var mail = await MailAsync(service, "a");
        Assert.Equal((MailState.Queued, 1), (mail.State, mail.Attempts));
        Assert.Contains(offersTls ? "certificate" : "STARTTLS", mail.LastError, StringComparison.OrdinalIgnoreCase);
        Assert.False(await smtp.HasMessageAsync(Cancellation));
    }

    [Fact]
    public async Task Run_WhenTheLineIsCutInTheMiddleOfAMessage_SendsItAgainAfterTheBackOff_AndTheOthersAtOnce()
    {
        await using var smtp = await StartServerAsync("--drop");
        await using var service = await ServiceOnAsync(smtp);
        await QueueAsync(service, "a");
        service.Time.Advance(TimeSpan.FromMilliseconds(1));
        await QueueAsync(service, "b");

        await SendAsync(service);
        var first = await MailAsync(service, "a");
        Assert.Equal((MailState.Queued, 1), (first.State, first.Attempts));
        Assert.NotNull(first.LastError);
        Assert.Equal(MailState.Sent, (await MailAsync(service, "b")).State);

        service.Time.SetUtcNow(new DateTimeOffset(first.NextAttemptAt!.Value));
        await SendAsync(service);
        Assert.Equal((MailState.Sent, 2), ((await MailAsync(service, "a")).State, (await MailAsync(service, "a")).Attempts));
        Assert.Equal(["催辦：XF-2026-000001", "催辦：XF-2026-000001"], [(await smtp.NextMessageAsync(Cancellation)).Subject, (await smtp.NextMessageAsync(Cancellation)).Subject]);
        Assert.False(await smtp.HasMessageAsync(Cancellation));
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

    [Fact]
    public async Task Run_OfMoreThanOneClaimWithRefusedOnesAmongThem_EndsEachAsItsOwn()
    {
        await using var smtp = await StartServerAsync("--refuse", "gone@example.org");
        await using var service = await ServiceOnAsync(smtp);
        for (var i = 0; i < 45; i++)
        {
            await QueueAsync(service, "mail-" + i, i % 9 == 4 ? "gone@example.org" : "unit@example.org");
        }

        await SendAsync(service);

        var mails = await service.QueryAsync(db => db.Set<OutgoingMail>().ToListAsync(Cancellation));
        Assert.Equal(["mail-13", "mail-22", "mail-31", "mail-4", "mail-40"], mails.Where(m => m.State == MailState.Dead).Select(m => m.DedupKey).Order());
        Assert.Equal(40, mails.Count(m => m is { State: MailState.Sent, LastError: null } && m.SentAt == ServiceUnderTest.Start.UtcDateTime));
        Assert.All(mails, m => Assert.Equal(1, m.Attempts));
        Assert.Equal(1, await smtp.ConnectionsAsync(Cancellation));
    }

    [Fact]
    public async Task Run_ThatIsStopped_GivesBackWhatItHadNotBegun_AndCountsNoAttemptForIt()
    {
        await using var stop = new StoppingTransport(after: 3);
        await using var service = await ServiceUnderTest.StartAsync(configure: services => services.AddTransient<IMailTransport>(_ => stop));
        for (var i = 0; i < 10; i++)
        {
            await QueueAsync(service, "mail-" + i);
        }

        await using (var scope = service.Services.CreateAsyncScope())
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(stop.Token));
        }

        var mails = await service.QueryAsync(db => db.Set<OutgoingMail>().ToListAsync(Cancellation));
        Assert.Equal(3, mails.Count(m => m.State == MailState.Sent));
        // Nobody knows how far the fourth went: it waits for its lease.
        Assert.Single(mails, m => m is { State: MailState.Sending, Attempts: 1 });
        Assert.Equal(6, mails.Count(m => m is { State: MailState.Queued, Attempts: 0 }));
    }

    [Fact]
    public async Task Run_WithAServerSoSlowThatTheLeaseRunsDown_TakesTheRestAnew()
    {
        ServiceUnderTest? service = null;
        await using var slow = new StoppingTransport(after: 100, each: () => service!.Time.Advance(TimeSpan.FromMinutes(3)));
        await using var started = service = await ServiceUnderTest.StartAsync(configure: services => services.AddTransient<IMailTransport>(_ => slow));
        for (var i = 0; i < 7; i++)
        {
            await QueueAsync(service, "mail-" + i);
        }

        await SendAsync(service);

        var mails = await service.QueryAsync(db => db.Set<OutgoingMail>().ToListAsync(Cancellation));
        Assert.All(mails, m => Assert.Equal((MailState.Sent, 1), (m.State, m.Attempts)));
        Assert.Equal(7, slow.Sent);
    }

    /// <summary>A connection on which time passes, and at which the program is asked to stop in the middle of a mail.</summary>
    private sealed class StoppingTransport(int after, Action? each = null) : IMailTransport
    {
        private readonly CancellationTokenSource _stop = new();

        public CancellationToken Token => _stop.Token;

        public int Sent { get; private set; }

        public Task SendAsync(MimeMessage message, CancellationToken cancellation)
        {
            each?.Invoke();
            if (Sent == after)
            {
                _stop.Cancel();
            }

            cancellation.ThrowIfCancellationRequested();
            Sent++;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            _stop.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private static async Task<SmtpServerProcess> StartServerAsync(params string[] arguments)
    {
        if (SmtpServerProcess.WhyUnavailable is { } why)
        {
            Assert.Skip(why);
        }

        return await SmtpServerProcess.StartAsync(Cancellation, arguments);
    }

    private static Task<ServiceUnderTest> ServiceOnAsync(SmtpServerProcess smtp, DatabaseProvider database = DatabaseProvider.Sqlite, params (string, string)[] settings) =>
        ServiceUnderTest.StartAsync(database, settings:
        [
            ("Mail:Host", "127.0.0.1"), ("Mail:Port", smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Mail:Security", "None"), .. settings,
        ]);

    private static Task<bool> QueueAsync(ServiceUnderTest service, string key, string to = "unit@example.org") =>
        service.DoAsync<Outbox, bool>(async outbox =>
            await outbox.QueueAsync(new MailDraft(key, to, "催辦：XF-2026-000001", "請登錄系統查看。"), Cancellation));

    private static async Task SendAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(Cancellation);
    }

    private static Task<OutgoingMail> MailAsync(ServiceUnderTest service, string key) =>
        service.QueryAsync(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(m => m.DedupKey == key, Cancellation));
}
