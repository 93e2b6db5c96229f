using MimeKit;
using PetitionWorkflow.Intake.ByMail;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>Whom the day's limit takes for one sender, and what a message that becomes no case costs.</summary>
public sealed class FloodGuardTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    private static readonly (string, string) TwoADay = ("Mail:Imap:MaxPerSenderAndDay", "2");

    [Fact]
    public async Task OneAddressInManySpellings_IsOneSender()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server, settings: TwoADay);

        await mailbox.TakeAsync([.. new[] { "a@example.org", "A@example.org", "a@EXAMPLE.org" }.Select((from, i) => MailboxUnderTest.Letter($"第 {i} 封", from: from))]);

        Assert.Equal([null, null, "mail-flood"], (await mailbox.NotesAsync()).Select(n => n.Problem));
        Assert.Equal("A@example.org", (await mailbox.CasesAsync())[1].Petitioner.Email);
    }

    [Fact]
    public async Task MessagesWithoutASender_AreOneSender()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server, settings: TwoADay);
        var letters = Enumerable.Range(0, 3).Select(i => MailboxUnderTest.Letter($"第 {i} 封")).ToArray();
        foreach (var letter in letters)
        {
            letter.From.Clear();
        }

        await mailbox.TakeAsync(letters);

        Assert.Equal([null, null, "mail-flood"], (await mailbox.NotesAsync()).Select(n => n.Problem));
    }

    [Fact]
    public async Task FilesAreStored_OnlyOfWhatBecomesACase()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server, settings: ("Mail:Imap:MaxPerSenderAndDay", "1"));
        var (first, automatic, flood) = (Letter(1), Letter(2), Letter(3));
        automatic.Headers.Add("Auto-Submitted", "auto-replied");

        await mailbox.TakeAsync(automatic, first, first, flood);

        var notes = await mailbox.NotesAsync();
        Assert.Equal([IncomingMailKind.Automatic, IncomingMailKind.Petition, IncomingMailKind.Again, IncomingMailKind.SetAside], notes.Select(n => n.Kind));
        Assert.Equal(["1.txt"], await mailbox.FilesAsync());
        Assert.Equal(1, mailbox.StoredFiles());

        Assert.Null((await mailbox.TakeUpAsync(notes[3].Id)).Refusal);
        Assert.Equal(["1.txt", "3.txt"], await mailbox.FilesAsync());

        static MimeMessage Letter(int number) => MailboxUnderTest.WithFile($"第 {number} 封", $"{number}.txt", [(byte)'a', (byte)('0' + number)], "text/plain");
    }
}
