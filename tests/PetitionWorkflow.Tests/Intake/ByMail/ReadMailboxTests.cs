using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Inbox;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Tests.Mail;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>Conversations with a real Dovecot; each test has a mailbox of its own on it.</summary>
public sealed class ReadMailboxTests(DovecotServer server) : IClassFixture<DovecotServer>, IAsyncLifetime
{
    private readonly string _user = "u" + Guid.NewGuid().ToString("N")[..10];
    private ServiceUnderTest _service = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(DovecotServer.IsAvailable, "Needs Dovecot (dovecot-imapd) and root.");
        _service = await ServiceUnderTest.StartAsync(
            settings:
            [
                ("Mail:Imap:Host", "127.0.0.1"), ("Mail:Imap:Port", $"{server.Port}"), ("Mail:Imap:Security", "None"), ("Mail:Imap:UserName", _user),
                ("Mail:Imap:Password", DovecotServer.Password), ("Mail:Imap:MaxMegabytes", "1"), ("Mail:Imap:MaxPerTurn", "3"),
            ]);
    }

    public ValueTask DisposeAsync() => _service is null ? ValueTask.CompletedTask : _service.DisposeAsync();

    [Fact]
    public async Task Petition_BecomesACaseOnce_WithItsFiles_AndItsMarkupAsPlainText()
    {
        var body = new BodyBuilder { HtmlBody = "<p>路灯<b>坏了</b></p><script>alert(1)</script><div>请维修 &amp; 回复</div>" };
        body.Attachments.Add("现场照片.png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), ContentType.Parse("image/png"));
        body.Attachments.Add("run.exe", [0x4d, 0x5a, 1, 2], ContentType.Parse("application/octet-stream"));
        var message = Message("关于路灯的来信", body.ToMessageBody());
        await server.DeliverAsync(_user, message, message);

        await ReadAsync();
        await ReadAsync();

        var petition = await _service.QueryAsync(db => db.Set<Petition>().SingleAsync(Cancellation));
        Assert.Equal("关于路灯的来信", petition.Subject);
        Assert.StartsWith("路灯坏了\n\n请维修 & 回复", petition.Text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("alert", petition.Text, StringComparison.Ordinal);
        Assert.Contains("run.exe", petition.Text, StringComparison.Ordinal);
        Assert.Equal("现场照片.png", (await _service.QueryAsync(db => db.Set<Attachment>().SingleAsync(Cancellation))).FileName);
        Assert.Equal([IncomingMailKind.Petition, IncomingMailKind.Again], await KindsAsync());
        Assert.Equal(2, await server.CountAsync(_user));
    }

    [Fact]
    public async Task ManyMessages_AreTakenInPortions_AndWhatIsUnfitNeverHoldsUpTheRest()
    {
        var large = new BodyBuilder { TextBody = new string('字', 500_000) };
        var automatic = Message("Out of office", new TextPart("plain") { Text = "I am away" });
        automatic.Headers.Add("Auto-Submitted", "auto-replied");
        var silent = Message("", new TextPart("plain") { Text = "" });
        await server.DeliverAsync(_user, Message("too large", large.ToMessageBody()), automatic, silent, Petition("四"), Petition("五"));

        await ReadAsync();
        Assert.Equal([IncomingMailKind.SetAside, IncomingMailKind.Automatic, IncomingMailKind.Petition], await KindsAsync());
        await ReadAsync();

        Assert.Equal(5, (await KindsAsync()).Count);
        Assert.Equal(3, await _service.QueryAsync(db => db.Set<Petition>().CountAsync(Cancellation)));
        Assert.Equal("mail-too-large", await _service.QueryAsync(db => db.Set<IncomingMail>().Where(m => m.Kind == IncomingMailKind.SetAside).Select(m => m.Problem).SingleAsync(Cancellation)));

        // Nobody is answered by a program: what a loop needs is never sent.
        Assert.Equal(0, await _service.QueryAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.ToAddress == "sender@example.org", Cancellation)));
    }

    [Fact]
    public async Task WinmailDat_IsUnpackedIntoItsWordsAndFiles_AndABrokenOneIsToldOfAndHoldsNothingUp()
    {
        var whole = new MimePart("application", "ms-tnef") { Content = new MimeContent(new MemoryStream(Tnef("note.txt", "三、路面", "正文也在包里"))), ContentTransferEncoding = ContentEncoding.Base64 };
        await server.DeliverAsync(
            _user, Packed("打包的附件", Tnef("list.txt", "一、路灯\n二、井盖")), Packed("坏的附件", [0x78, 0x9f, 0x3e, 0x22, 1, 2, 3]), Message("全部打包", whole), Petition("后来的信"));

        await ReadAsync();

        Assert.All(await KindsAsync(), kind => Assert.Equal(IncomingMailKind.Petition, kind));
        var cases = await _service.QueryAsync(db => db.Set<Petition>().ToDictionaryAsync(p => p.Subject, Cancellation));
        var files = await _service.QueryAsync(db => db.Set<Attachment>().OrderBy(a => a.FileName).Select(a => new { a.FileName, a.PetitionId }).ToListAsync(Cancellation));
        Assert.Equal([("list.txt", cases["打包的附件"].Id), ("note.txt", cases["全部打包"].Id)], files.Select(f => (f.FileName, f.PetitionId)));
        Assert.StartsWith("正文也在包里", cases["全部打包"].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("winmail.dat", cases["打包的附件"].Text, StringComparison.Ordinal);
        Assert.Contains("winmail.dat", cases["坏的附件"].Text, StringComparison.Ordinal);

        static MimeMessage Packed(string subject, byte[] winmail)
        {
            var body = new BodyBuilder { TextBody = "附件由 Outlook 打包" };
            body.Attachments.Add("winmail.dat", winmail, ContentType.Parse("application/ms-tnef"));
            return Message(subject, body.ToMessageBody());
        }
    }

    [Theory]
    [InlineData("None", "wrong")]
    [InlineData("StartTls", DovecotServer.Password)]
    [InlineData("Tls", DovecotServer.Password)]
    public async Task AMailboxThatCannotBeOpened_FailsTheTurn_AndTheNextReadsEverything(string security, string password)
    {
        await server.DeliverAsync(_user, Petition("一"));
        await using (var closed = await ServiceUnderTest.StartAsync(
            settings:
            [
                ("Mail:Imap:Host", "127.0.0.1"), ("Mail:Imap:Port", $"{server.Port}"), ("Mail:Imap:Security", security), ("Mail:Imap:UserName", _user),
                ("Mail:Imap:Password", password), ("Mail:Imap:TimeoutSeconds", "5"),
            ]))
        {
            await using var scope = closed.Services.CreateAsyncScope();
            await Assert.ThrowsAnyAsync<Exception>(() => scope.ServiceProvider.GetRequiredService<ReadMailbox>().RunAsync(Cancellation));
            Assert.Equal(0, await closed.QueryAsync(db => db.Set<IncomingMail>().CountAsync(Cancellation)));
        }

        await ReadAsync();
        Assert.Equal([IncomingMailKind.Petition], await KindsAsync());
    }

    [Fact]
    public async Task Bounce_OfOurMail_FailsIt_AndAForgedOneDoesNot()
    {
        var (ours, other) = (await SentAsync("unit@example.org"), await SentAsync("other@example.org"));
        await server.DeliverAsync(_user, Bounce(ours, "unit@example.org"), Bounce(other, "stranger@example.org"));

        await ReadAsync();

        var mails = await _service.QueryAsync(db => db.Set<OutgoingMail>().ToDictionaryAsync(m => m.ToAddress, Cancellation));
        Assert.Equal((MailState.Dead, true), (mails["unit@example.org"].State, mails["unit@example.org"].LastError?.Contains("550 5.1.1", StringComparison.Ordinal)));
        Assert.Equal(MailState.Sent, mails["other@example.org"].State);
        var told = Assert.Single(await _service.QueryAsync(db => db.Set<CaseEvent>().AsNoTracking().Where(e => e.Kind == nameof(MailFailed)).ToListAsync(Cancellation)));
        Assert.Equal(ours.PetitionId, told.PetitionId);
        Assert.Contains("550 5.1.1", told.Data, StringComparison.Ordinal);
        Assert.Equal(0, await _service.QueryAsync(db => db.Set<Petition>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Reply_IsTiedToItsCaseOnlyWhenItsSenderIsWhomWeWroteTo()
    {
        var ours = await SentAsync("unit@example.org");
        var (honest, forged) = (Reply(ours, "unit@example.org"), Reply(ours, "sender@example.org"));
        await server.DeliverAsync(_user, honest, forged);

        await ReadAsync();

        var replies = await _service.QueryAsync(db => db.Set<IncomingMail>().OrderBy(m => m.Uid).ToListAsync(Cancellation));
        Assert.Equal([(IncomingMailKind.Reply, ours.PetitionId), (IncomingMailKind.Reply, null)], replies.Select(r => (r.Kind, r.PetitionId)));
        Assert.Equal([(ours.Id, null), (ours.Id, "reply-by-stranger")], replies.Select(r => (r.OutgoingMailId, r.Problem)));
        var told = await _service.QueryAsync(db => db.Set<CaseEvent>().SingleAsync(Cancellation));
        Assert.Equal((ours.PetitionId, nameof(MailAnswered)), (told.PetitionId, told.Kind));
        Assert.Equal(new MailAnswered(replies[0].Id, new DateTime(2026, 3, 1, 0, 30, 0, DateTimeKind.Utc)), JsonSerializer.Deserialize<MailAnswered>(told.Data, CaseEvent.Json));
        Assert.Equal(0, await _service.QueryAsync(db => db.Set<Petition>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task ALineThatIsCutInTheMiddleOfAMessage_FailsTheTurn_AndTheNextTakesEachMessageOnce()
    {
        await server.DeliverAsync(_user, Petition("一"), Petition(string.Concat(Enumerable.Repeat("字句。", 30_000))), Petition("三"));
        await using var line = FaultyLine.Cut(server.Port, afterBytes: 60_000);
        await using var service = await OnAsync(DatabaseProvider.Sqlite, line.Port);

        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(service));
        Assert.Equal(1, await service.QueryAsync(db => db.Set<Petition>().CountAsync(Cancellation)));
        await ReadAsync(service);
        await ReadAsync(service);

        Assert.Equal(3, await service.QueryAsync(db => db.Set<Petition>().CountAsync(Cancellation)));
        Assert.Equal(3, await service.QueryAsync(db => db.Set<IncomingMail>().CountAsync(m => m.Kind == IncomingMailKind.Petition, Cancellation)));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task AFileOfTenMegabytes_ArrivesWholeUnderItsChineseName(DatabaseProvider database)
    {
        Assert.SkipUnless(database == DatabaseProvider.Sqlite || PostgresServer.IsAvailable, $"{PostgresServer.Variable} names no PostgreSQL server.");
        var file = new byte[10 * 1024 * 1024];
        "%PDF-1.4\n"u8.CopyTo(file);
        var body = new BodyBuilder { TextBody = "见附件" };
        body.Attachments.Add("情况说明（第二次）及有关材料.pdf", file, ContentType.Parse("application/pdf"));
        await server.DeliverAsync(_user, Message("附件较大的来信", body.ToMessageBody()));
        await using var service = await OnAsync(database, server.Port);

        await ReadAsync(service);
        await ReadAsync(service);

        var petition = await service.QueryAsync(db => db.Set<Petition>().SingleAsync(Cancellation));
        var kept = await service.QueryAsync(db => db.Set<Attachment>().SingleAsync(Cancellation));
        Assert.Equal((petition.Id, "情况说明（第二次）及有关材料.pdf", file.LongLength), (kept.PetitionId, kept.FileName, kept.Size));
    }

    private Task<ServiceUnderTest> OnAsync(DatabaseProvider database, int port) => ServiceUnderTest.StartAsync(
        database,
        settings:
        [
            ("Mail:Imap:Host", "127.0.0.1"), ("Mail:Imap:Port", $"{port}"), ("Mail:Imap:Security", "None"), ("Mail:Imap:UserName", _user),
            ("Mail:Imap:Password", DovecotServer.Password), ("Mail:Imap:TimeoutSeconds", "10"),
        ]);

    [Theory]
    [InlineData("<style>p{}</style><p>甲</p>乙<br>丙", "\n甲\n乙\n丙")]
    [InlineData("a &lt;b&gt; <a href='javascript:x'>c</a>", "a <b> c")]
    [InlineData("<script>x</script", "")]
    public void Markup_BecomesWords(string html, string words) => Assert.Equal(words, MailWords.PlainOf(html));

    private Task ReadAsync() => ReadAsync(_service);

    private static async Task ReadAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReadMailbox>().RunAsync(Cancellation);
    }

    private Task<List<IncomingMailKind>> KindsAsync() => _service.QueryAsync(db => db.Set<IncomingMail>().OrderBy(m => m.Uid).Select(m => m.Kind).ToListAsync(Cancellation));

    private async Task<OutgoingMail> SentAsync(string address)
    {
        var notice = new CaseNotice("task", Guid.CreateVersion7(), "XF-2026-000007", "task:1", "审核");
        await _service.DoAsync<CaseNotices, int>(async n => await n.QueueAsync(notice, new Recipient(address, "zh-Hans"), Cancellation));
        await using var scope = _service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(Cancellation);
        return await _service.QueryAsync(db => db.Set<OutgoingMail>().SingleAsync(m => m.ToAddress == address, Cancellation));
    }

    private MimeMessage Reply(OutgoingMail mail, string from)
    {
        var reply = Message("Re: " + mail.Subject, new TextPart("plain") { Text = "收到" });
        reply.Date = new DateTimeOffset(2026, 3, 1, 8, 30, 0, TimeSpan.FromHours(8));
        reply.From.Clear();
        reply.From.Add(MailboxAddress.Parse(from));
        reply.InReplyTo = _service.Services.GetRequiredService<MailMessageFactory>().Create(mail).MessageId;
        return reply;
    }

    private MimeMessage Bounce(OutgoingMail mail, string recipient)
    {
        var sent = _service.Services.GetRequiredService<MailMessageFactory>().Create(mail);
        var status = $"Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n";
        var raw = $"From: MAILER-DAEMON@example.org\r\nTo: office@localhost\r\nSubject: Undelivered\r\nMessage-ID: <{Guid.NewGuid():n}@mx.example.org>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nfailed\r\n"
            + $"--b\r\nContent-Type: message/delivery-status\r\n\r\n{status}\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: <{sent.MessageId}>\r\n\r\n--b--\r\n";
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(raw));
        return MimeMessage.Load(stream, Cancellation);
    }

    /// <summary>One attachment as MS-OXTNEF has it: signature and key, then attributes of level, tag, length, data and the sum of the data.</summary>
    private static byte[] Tnef(string name, string text, string? words = null)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(0x223E9F78);
        writer.Write((ushort)1);
        Write(1, 0x00089006, BitConverter.GetBytes(0x00010000));
        Write(1, 0x00069007, [.. BitConverter.GetBytes(65001), 0, 0, 0, 0]);
        if (words is not null)
        {
            Write(1, 0x0002800C, [.. Encoding.UTF8.GetBytes(words), 0]);
        }

        Write(2, 0x00069002, [1, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]);
        Write(2, 0x00018010, [.. Encoding.UTF8.GetBytes(name), 0]);
        Write(2, 0x0006800F, Encoding.UTF8.GetBytes(text));
        writer.Flush();
        return stream.ToArray();

        void Write(byte level, int tag, byte[] data)
        {
            writer.Write(level);
            writer.Write(tag);
            writer.Write(data.Length);
            writer.Write(data);
            writer.Write((ushort)data.Sum(b => b));
        }
    }

    private static MimeMessage Petition(string text) => Message("来信", new TextPart("plain") { Text = text });

    private static MimeMessage Message(string subject, MimeEntity body) =>
        new([new MailboxAddress("来信人", "sender@example.org")], [new MailboxAddress("", "office@localhost")], subject, body) { MessageId = $"{Guid.NewGuid():n}@example.org" };
}
