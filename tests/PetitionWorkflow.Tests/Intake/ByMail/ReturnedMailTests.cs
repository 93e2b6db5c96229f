using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>What mail servers write: by a standard report, or in words of their own.</summary>
public sealed class ReturnedMailTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    [Theory]
    [InlineData("Return-Path: <>", "someone@example.org")]
    [InlineData("Return-Path: < >", "someone@example.org")]
    [InlineData("X-Any: 1", "Mailer-Daemon@mx.example.org")]
    [InlineData("X-Any: 1", "postmaster@mx.example.org")]
    public async Task AReturnInAServersOwnWords_IsNoPetition_AndItsWordsAreKept(string header, string from)
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);

        await mailbox.TakeAsync(MailboxUnderTest.Raw(header, $"From: <{from}>", "To: office@localhost", "Subject: failure notice", $"Message-ID: <{Guid.NewGuid():n}@mx.example.org>", "", "I was not able to deliver your message."));

        var note = Assert.Single(await mailbox.NotesAsync());
        Assert.Equal((IncomingMailKind.Automatic, "I was not able to deliver your message.", true), (note.Kind, note.Text, note.MayBeTakenUp));
        Assert.Empty(await mailbox.CasesAsync());
    }

    [Fact]
    public async Task AReturnPathWithAnAddress_IsAPetitionersOwn()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);

        await mailbox.TakeAsync(MailboxUnderTest.Raw("Return-Path: <someone@example.org>", "From: <someone@example.org>", "Subject: x", "Message-ID: <own@example.org>", "", "words"));

        Assert.Single(await mailbox.CasesAsync());
    }

    /// <summary>A server that forwards writes to another address; what we wrote to is then the original recipient.</summary>
    [Fact]
    public async Task AReport_NamesWhomWeWroteTo_AsTheOriginalRecipientToo()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        var service = mailbox.Service;
        var notice = new CaseNotice("task", Guid.CreateVersion7(), "XF-2026-000007", "task:1", "审核");
        await service.DoAsync<CaseNotices, int>(async n => await n.QueueAsync(notice, new Recipient("unit@example.org", "zh-Hans"), TestContext.Current.CancellationToken));
        await using (var scope = service.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SendMail>().RunAsync(TestContext.Current.CancellationToken);
        }

        var mail = await service.QueryAsync(db => db.Set<OutgoingMail>().SingleAsync(TestContext.Current.CancellationToken));
        var sent = service.Services.GetRequiredService<MailMessageFactory>().Create(mail).MessageId;

        await mailbox.TakeAsync(MailboxUnderTest.Raw(
            "From: MAILER-DAEMON@mx.example.org", "Subject: Undelivered", $"Message-ID: <{Guid.NewGuid():n}@mx.example.org>", "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"", "", "--b", "Content-Type: text/plain", "", "failed", "--b", "Content-Type: message/delivery-status", "",
            "Reporting-MTA: dns; mx.example.org", "", "Original-Recipient: rfc822; Unit@example.org", "Final-Recipient: rfc822; forwarded@elsewhere.example", "Action: failed", "Status: 5.1.1", "",
            "--b", "Content-Type: text/rfc822-headers", "", "Subject: x", $"Message-ID: <{sent}>", "", "--b--"));

        Assert.Equal(MailState.Dead, await service.QueryAsync(db => db.Set<OutgoingMail>().Select(m => m.State).SingleAsync(TestContext.Current.CancellationToken)));
    }
}
