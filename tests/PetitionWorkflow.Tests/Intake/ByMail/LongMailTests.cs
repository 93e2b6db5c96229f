using MimeKit;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.ByMail;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>What is longer than a case may be is cut, and says so.</summary>
public sealed class LongMailTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    [Fact]
    public async Task ALongPetition_SaysThatItWasCut_AndStillTellsOfItsFile()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);

        await mailbox.TakeAsync(MailboxUnderTest.WithFile(new string('字', RegisterRules.MaxText + 5), "run.exe", [0x4d, 0x5a, 1, 2]));

        var text = Assert.Single(await mailbox.CasesAsync()).Text;
        Assert.True(text.Length <= RegisterRules.MaxText);
        Assert.Contains("全文", text, StringComparison.Ordinal);
        Assert.EndsWith("原件仍在信箱中。〕", text, StringComparison.Ordinal);
        Assert.Contains("run.exe", text, StringComparison.Ordinal);
        Assert.True(text.Count(c => c == '字') > RegisterRules.MaxText - 500);
    }

    [Fact]
    public async Task VeryManyFilesThatAreNotKept_LeaveRoomForTheWords()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        var body = new BodyBuilder { TextBody = "正文" + new string('字', 45_000) };
        foreach (var number in Enumerable.Range(0, 600))
        {
            body.Attachments.Add($"{number}{new string('名', 300)}.exe", [0x4d, 0x5a, 1, 2], ContentType.Parse("application/octet-stream"));
        }

        await mailbox.TakeAsync(MailboxUnderTest.Letter(body.ToMessageBody()));

        var text = Assert.Single(await mailbox.CasesAsync()).Text;
        Assert.True(text.Length <= RegisterRules.MaxText);
        Assert.StartsWith("正文", text, StringComparison.Ordinal);
        Assert.True(text.Count(c => c == '字') > 30_000);
        Assert.Matches(@"另有 \d+ 个附件未保存", text);
    }

    [Fact]
    public async Task ALongMessageThatWaitsForAPerson_SaysThatItWasCut()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        var automatic = MailboxUnderTest.Letter(new string('字', RegisterRules.MaxText + 5));
        automatic.Headers.Add("Auto-Submitted", "auto-generated");

        await mailbox.TakeAsync(automatic);

        var note = Assert.Single(await mailbox.NotesAsync());
        Assert.Equal(IncomingMailKind.Automatic, note.Kind);
        Assert.True(note.Text!.Length <= RegisterRules.MaxText);
        Assert.Contains("全文", note.Text, StringComparison.Ordinal);
    }
}
