using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>What is sent to harm: each message leaves its line, few become cases, and a person can take up any of the others.</summary>
public sealed class MailFloodTests(DovecotServer server) : IClassFixture<DovecotServer>, IAsyncLifetime
{
    private const int Bomb = 10_000, MostPerDay = 5;

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
                ("Mail:Imap:Password", DovecotServer.Password), ("Mail:Imap:MaxPerSenderAndDay", $"{MostPerDay}"),
            ]);
    }

    public ValueTask DisposeAsync() => _service is null ? ValueTask.CompletedTask : _service.DisposeAsync();

    [Fact]
    public async Task TenThousandMessagesOfOneSender_AreEachKept_FewBecomeCases_AndSomebodyElsesPetitionIsNotHeldUp()
    {
        var bomb = Enumerable.Range(0, Bomb).Select(i => Message("bomber@example.org", $"第 {i} 封")).Append(Message("resident@example.org", "路灯坏了"));
        await server.DropAsync(_user, bomb);

        for (var turn = 0; turn <= Bomb / 200; turn++)
        {
            await ReadAsync();
        }

        var cases = await _service.QueryAsync(db => db.Set<Petition>().Select(p => p.Petitioner.Email).ToListAsync(Cancellation));
        Assert.Equal((MostPerDay, 1), (cases.Count(c => c == "bomber@example.org"), cases.Count(c => c == "resident@example.org")));
        Assert.Equal(Bomb + 1, await _service.QueryAsync(db => db.Set<IncomingMail>().CountAsync(Cancellation)));
        Assert.Equal(Bomb - MostPerDay, await _service.QueryAsync(db => db.Set<IncomingMail>().CountAsync(m => m.Kind == IncomingMailKind.SetAside && m.Problem == "mail-flood" && m.Text != null, Cancellation)));
        Assert.Equal(0, await _service.QueryAsync(db => db.Set<OutgoingMail>().CountAsync(m => m.ToAddress == "bomber@example.org", Cancellation)));
    }

    [Fact]
    public async Task OneOfAFlood_IsTakenUpByAClerk_WithItsFile_Once_AndTheNextDayTheSenderMayWriteAgain()
    {
        var last = Message("sender@example.org", "真的来信");
        var body = new BodyBuilder { TextBody = "真的来信" };
        body.Attachments.Add("说明.txt", "材料"u8.ToArray(), ContentType.Parse("text/plain"));
        last.Body = body.ToMessageBody();
        await server.DeliverAsync(_user, [.. Enumerable.Range(0, MostPerDay).Select(i => Message("sender@example.org", $"第 {i} 封")), last]);
        await ReadAsync();
        var aside = await _service.QueryAsync(db => db.Set<IncomingMail>().SingleAsync(m => m.Kind == IncomingMailKind.SetAside, Cancellation));
        var office = await TestOffice.OpenAsync(_service.Services);

        var number = (await TakeUpAsync(aside.Id, office)).Value;

        var petition = await _service.QueryAsync(db => db.Set<Petition>().SingleAsync(p => p.Number == number, Cancellation));
        Assert.Equal("真的来信", petition.Text);
        Assert.Equal(("说明.txt", petition.Id), await _service.QueryAsync(db => db.Set<Attachment>().Select(a => new ValueTuple<string, Guid>(a.FileName, a.PetitionId)).SingleAsync(Cancellation)));
        Assert.Equal("Clerk 1", await _service.QueryAsync(db => db.Set<CaseEvent>().Where(e => e.PetitionId == petition.Id && e.Kind == nameof(PetitionRegistered)).Select(e => e.ActorName).SingleAsync(Cancellation)));
        var note = await _service.QueryAsync(db => db.Set<IncomingMail>().SingleAsync(m => m.Id == aside.Id, Cancellation));
        Assert.Equal((IncomingMailKind.Petition, petition.Id, "mail-flood"), (note.Kind, note.PetitionId, note.Problem));
        Assert.Equal("mail-not-to-take-up", (await TakeUpAsync(aside.Id, office)).Refusal?.Code);

        _service.Time.Advance(TimeSpan.FromHours(25));
        await server.DeliverAsync(_user, Message("sender@example.org", "第二天的来信"));
        await ReadAsync();
        Assert.Equal(MostPerDay + 2, await _service.QueryAsync(db => db.Set<Petition>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task FiftyOneMegabytes_AreNotFetched_ButNoted_AndTheNextMessageIsRead()
    {
        await server.DropAsync(_user, [Message("sender@example.org", new string('字', 51 * 1024 * 1024 / 3)), Message("sender@example.org", "小信")]);

        await ReadAsync();

        var notes = await _service.QueryAsync(db => db.Set<IncomingMail>().OrderBy(m => m.Uid).ToListAsync(Cancellation));
        Assert.Equal([(IncomingMailKind.SetAside, "mail-too-large"), (IncomingMailKind.Petition, null)], notes.Select(n => (n.Kind, n.Problem)));
        Assert.Equal("小信", await _service.QueryAsync(db => db.Set<Petition>().Select(p => p.Text).SingleAsync(Cancellation)));
    }

    /// <summary>Our notice, its automatic answer, an automatic answer to that: a loop needs somebody who answers, and nobody here does.</summary>
    [Fact]
    public async Task AutomaticAnswersToAutomaticAnswers_EndHere()
    {
        for (var round = 0; round < 5; round++)
        {
            var answer = Message("loop@example.org", "I am away");
            answer.Headers.Add("Auto-Submitted", "auto-replied");
            answer.Headers.Add("Precedence", "auto_reply");
            await server.DeliverAsync(_user, answer);
            await ReadAsync();
        }

        Assert.Equal((0, 0, 5), await _service.QueryAsync(async db => (
            await db.Set<Petition>().CountAsync(Cancellation), await db.Set<OutgoingMail>().CountAsync(Cancellation),
            await db.Set<IncomingMail>().CountAsync(m => m.Kind == IncomingMailKind.Automatic, Cancellation))));
    }

    private async Task<Result<string>> TakeUpAsync(Guid id, TestOffice office)
    {
        await using var scope = _service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TakeUpMail>().RunAsync(id, office.Clerk, Cancellation);
    }

    private async Task ReadAsync()
    {
        await using var scope = _service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReadMailbox>().RunAsync(Cancellation);
    }

    private static MimeMessage Message(string from, string text) =>
        new([new MailboxAddress("来信人", from)], [new MailboxAddress("", "office@localhost")], "来信", new TextPart("plain") { Text = text }) { MessageId = $"{Guid.NewGuid():n}@example.org" };
}
