using System.IO.Compression;
using System.Text;
using MimeKit;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>A message that cannot be dealt with is its own trouble: it leaves a line, and the next one is read.</summary>
public sealed class MalformedMailTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ADocumentWithADamagedPart_IsLeftOutWithItsReason_AndTheNextMessageIsRead(bool isOfAnUnknownMethod)
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);

        await mailbox.TakeAsync(MailboxUnderTest.WithFile("见附件", "材料.docx", Damaged(isOfAnUnknownMethod)), MailboxUnderTest.Letter("后来的信"));

        Assert.Equal([IncomingMailKind.Petition, IncomingMailKind.Petition], (await mailbox.NotesAsync()).Select(n => n.Kind));
        Assert.Contains("“材料.docx”已损坏", (await mailbox.CasesAsync())[0].Text, StringComparison.Ordinal);
        Assert.Empty(await mailbox.FilesAsync());
    }

    /// <summary>MAPI properties: the id of the message without a word in it; a kind of recipient that is a text where a number belongs.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AWinmailDatThatContradictsItself_IsToldOf_AndTheNextMessageIsRead(bool hasAnEmptyId)
    {
        byte[] properties = hasAnEmptyId
            ? [1, 0, 0, 0, 0x1e, 0, 0x35, 0x10, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
            : [1, 0, 0, 0, 1, 0, 0, 0, 0x1e, 0, 0x15, 0x0c, 1, 0, 0, 0, 2, 0, 0, 0, (byte)'x', 0, 0, 0];
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);

        await mailbox.TakeAsync(
            MailboxUnderTest.WithFile("附件由 Outlook 打包", "winmail.dat", Tnef(hasAnEmptyId ? 0x00069003 : 0x00069004, properties), "application/ms-tnef"),
            MailboxUnderTest.Letter("后来的信"));

        Assert.Equal([IncomingMailKind.Petition, IncomingMailKind.Petition], (await mailbox.NotesAsync()).Select(n => n.Kind));
        var text = (await mailbox.CasesAsync())[0].Text;
        Assert.StartsWith("附件由 Outlook 打包", text, StringComparison.Ordinal);
        Assert.Contains("winmail.dat", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task ANulInAFilesName_OrInASendersAddress_ReachesNoDatabase(DatabaseProvider database)
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server, database);
        var letter = MailboxUnderTest.Raw(
            "From: =?utf-8?Q?a=00b?= <\"x\\\u0001y\"@example.org>", "To: office@localhost", "Subject: =?utf-8?Q?letter=00?=", "Message-ID: <nul@example.org>", "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=\"b\"", "", "--b", "Content-Type: text/plain", "", "see file", "--b",
            "Content-Type: application/octet-stream", "Content-Disposition: attachment; filename*=utf-8''a%00.exe", "Content-Transfer-Encoding: base64", "", "TVoBAg==", "--b--");

        await mailbox.TakeAsync(letter, MailboxUnderTest.Letter("后来的信"));

        Assert.Equal(2, (await mailbox.NotesAsync()).Count);
        Assert.Contains(await mailbox.CasesAsync(), c => c.Text.Contains("“a.exe”", StringComparison.Ordinal) && !c.Text.Contains('\0', StringComparison.Ordinal));
        Assert.Contains(await mailbox.CasesAsync(), c => c.Text == "后来的信");
    }

    [Fact]
    public async Task AMessageThatTheServerDoesNotGiveOut_IsSetAside_AndTheNextOneIsRead()
    {
        await using var line = RefusingLine.Before(server.Port, uid: 1);
        await using var mailbox = await MailboxUnderTest.OpenAsync(server, port: line.Port);

        await mailbox.TakeAsync(MailboxUnderTest.Letter("第一封"), MailboxUnderTest.Letter("第二封"));

        Assert.Equal([(IncomingMailKind.SetAside, "mail-unreadable"), (IncomingMailKind.Petition, null)], (await mailbox.NotesAsync()).Select(n => (n.Kind, n.Problem)));
    }

    /// <summary>Stands for everything that nobody thought of.</summary>
    [Fact]
    public async Task AMessageThatNobodyThoughtOf_IsSetAside_TheNextOneIsRead_AndTakingItUpIsRefusedWithAReason()
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        await mailbox.Service.QueryAsync(db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
            db.Database, "CREATE TRIGGER no_such_words BEFORE INSERT ON \"Petitions\" WHEN NEW.\"Text\" = '触发' BEGIN SELECT RAISE(ABORT, 'unthought of'); END", TestContext.Current.CancellationToken));

        await mailbox.TakeAsync(MailboxUnderTest.Letter("触发", "怪信"), MailboxUnderTest.Letter("后来的信"));

        var notes = await mailbox.NotesAsync();
        Assert.Equal([(IncomingMailKind.SetAside, "mail-failed", "怪信"), (IncomingMailKind.Petition, null, "来信")], notes.Select(n => (n.Kind, n.Problem, n.Subject)));
        Assert.Equal("mail-failed", (await mailbox.TakeUpAsync(notes[0].Id)).Refusal?.Code);
        Assert.True((await mailbox.NotesAsync())[0].MayBeTakenUp);
    }

    /// <summary>The directory at the end is sound; of one part the bytes are not, or are packed as nobody here unpacks.</summary>
    private static byte[] Damaged(bool isOfAnUnknownMethod)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "[Content_Types].xml", "word/document.xml" })
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => $"<x{i}/>"))));
            }
        }

        var file = bytes.ToArray();
        if (isOfAnUnknownMethod)
        {
            file[8] = 98;
            file[file.AsSpan().IndexOf("PK\u0001\u0002"u8) + 10] = 98;
        }
        else
        {
            file.AsSpan(30 + "[Content_Types].xml".Length, 40).Fill(0xff);
        }

        return file;
    }

    private static byte[] Tnef(int tag, byte[] data)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(0x223E9F78);
        writer.Write((ushort)1);
        writer.Write((byte)1);
        writer.Write(tag);
        writer.Write(data.Length);
        writer.Write(data);
        writer.Write((ushort)data.Sum(b => b));
        writer.Flush();
        return stream.ToArray();
    }
}
