using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>When two messages are one: not by an id alone, which a program can use twice or leave out.</summary>
public sealed class MailKeyTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task AnIdThatIsUsedAgain_LosesNoOtherMessage()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        var first = Letter("路灯坏了", "same@example.org");

        await mailbox.TakeAsync(first, Letter("井盖丢了", "same@example.org"), first, Letter("路灯坏了", "same@example.org", "other@example.org"));

        Assert.Equal([IncomingMailKind.Petition, IncomingMailKind.Petition, IncomingMailKind.Again, IncomingMailKind.Petition], (await mailbox.NotesAsync()).Select(n => n.Kind));
        Assert.Equal(["路灯坏了", "井盖丢了", "路灯坏了"], (await mailbox.CasesAsync()).Select(c => c.Text));
    }

    [Fact]
    public async Task AMessageWithoutAnId_ThatIsDeliveredTwice_IsOneCase()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        var letter = Letter("路灯坏了", null);

        await mailbox.TakeAsync(letter, letter, Letter("井盖丢了", null));

        Assert.Equal([IncomingMailKind.Petition, IncomingMailKind.Again, IncomingMailKind.Petition], (await mailbox.NotesAsync()).Select(n => n.Kind));
    }

    /// <summary>Until now a message was known by its id alone; the mailbox is numbered anew after the service was brought up to date.</summary>
    [Fact]
    public async Task AMessageThatWasReadUnderItsOldKey_IsNotRegisteredAgain_AndAnotherWithItsIdIs()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        await mailbox.Service.QueryAsync(async db =>
        {
            db.Add(new IncomingMail
            {
                Id = Guid.CreateVersion7(), UidValidity = 7, Uid = 1, ReadAt = Noon.UtcDateTime, Kind = IncomingMailKind.Petition, Sender = "Sender@example.org", Subject = "来信",
                MessageKey = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("old@example.org"))),
            });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });

        await mailbox.TakeAsync(Letter("路灯坏了", "old@example.org"), Letter("别的事", "old@example.org", subject: "另一件事"), Letter("别人的事", "old@example.org", "other@example.org"));

        var read = (await mailbox.NotesAsync()).Where(n => n.UidValidity != 7).Select(n => n.Kind);
        Assert.Equal([IncomingMailKind.Again, IncomingMailKind.Petition, IncomingMailKind.Petition], read);
    }

    private static MimeMessage Letter(string text, string? id, string from = "sender@example.org", string subject = "来信")
    {
        var letter = MailboxUnderTest.Letter(text, subject, from);
        letter.Date = Noon;
        letter.Headers.Remove(HeaderId.MessageId);
        if (id is not null)
        {
            letter.MessageId = id;
        }

        return letter;
    }
}
