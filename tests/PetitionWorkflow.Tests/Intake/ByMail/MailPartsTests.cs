using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using PetitionWorkflow.Intake.ByMail;
using PetitionWorkflow.Mail.Inbox;

namespace PetitionWorkflow.Tests.Intake.ByMail;

/// <summary>However a program packs it: each word and each file of a petition arrives, or is told of.</summary>
public sealed class MailPartsTests(DovecotServer server) : IClassFixture<DovecotServer>
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [Fact]
    public async Task TextPhotoText_AsAppleMailWritesIt_KeepsBothTextsAndThePhoto()
    {
        var body = new Multipart("mixed") { new TextPart("plain") { Text = "照片之前" }, Picture("inline", "现场.png"), new TextPart("plain") { Text = "照片之后" } };

        var (text, files) = await TakeAsync(body);

        Assert.Equal(("照片之前\n\n照片之后", "现场.png"), (text, Assert.Single(files)));
    }

    [Fact]
    public async Task AFileInsideTheMarkupOfAnAlternative_IsKept_AndTheWordsStandOnce()
    {
        var rich = new Multipart("mixed") { new TextPart("html") { Text = "<p>正文</p>" }, Picture("inline", "现场.png"), new TextPart("html") { Text = "<p>尾</p>" } };
        var body = new MultipartAlternative { new TextPart("plain") { Text = "正文 尾" }, rich };

        var (text, files) = await TakeAsync(body);

        Assert.Equal(("正文 尾", "现场.png"), (text, Assert.Single(files)));
    }

    [Fact]
    public async Task PicturesOfTheMarkup_AreKeptWhenTheyHaveANameOrAreLarge_AndALetterheadsDotIsNot()
    {
        var large = Picture("inline", null);
        large.Content = new MimeContent(new MemoryStream([.. Convert.FromBase64String(Pixel), .. new byte[40_000]]));
        var body = new MultipartRelated { new TextPart("html") { Text = "<p>见图</p><img src='cid:a'>" }, Picture("inline", "粘贴.png"), Picture("inline", null), large };

        var (text, files) = await TakeAsync(body);

        Assert.Equal("见图", text);
        Assert.Equal(["attachment.png", "粘贴.png"], files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AForwardedPetition_ComesWithItsOwnWordsAndFiles(bool isTheWholeMessage)
    {
        var inner = MailboxUnderTest.WithFile("原信的内容", "证据.txt", "材料"u8.ToArray(), "text/plain", "原信的标题");
        var forwarded = new MessagePart("rfc822", inner);
        MimeEntity body = isTheWholeMessage ? forwarded : new Multipart("mixed") { new TextPart("plain") { Text = "请办理" }, forwarded };

        var (text, files) = await TakeAsync(body);

        Assert.Contains("原信的标题", text, StringComparison.Ordinal);
        Assert.Contains("原信的内容", text, StringComparison.Ordinal);
        Assert.DoesNotContain("邮件没有正文", text, StringComparison.Ordinal);
        Assert.Equal("证据.txt", Assert.Single(files));
    }

    [Fact]
    public async Task MarkupWhoseHeadIsNotClosed_KeepsItsWords()
    {
        var (text, _) = await TakeAsync(new TextPart("html") { Text = "<html><head><meta charset=utf-8><title>标题</title><style>p{}</style><body>投诉路灯<p>第二段" });

        Assert.Equal("投诉路灯\n第二段", text);
    }

    [Fact]
    public void FlowedText_IsWrittenInItsOwnLines()
    {
        var flowed = new TextPart("plain") { Text = "a long \nline\nnext" };
        flowed.ContentType.Parameters.Add("format", "flowed");

        Assert.Equal("a long line\nnext", ReceivedMail.Of(MailboxUnderTest.Letter(flowed), NullLogger.Instance).Text);
    }

    private async Task<(string Text, List<string> Files)> TakeAsync(MimeEntity body)
    {
        await using var mailbox = await MailboxUnderTest.OpenAsync(server);
        await mailbox.TakeAsync(MailboxUnderTest.Letter(body));
        Assert.Equal(IncomingMailKind.Petition, Assert.Single(await mailbox.NotesAsync()).Kind);
        return (Assert.Single(await mailbox.CasesAsync()).Text, await mailbox.FilesAsync());
    }

    private static MimePart Picture(string disposition, string? name) => new("image", "png")
    {
        Content = new MimeContent(new MemoryStream(Convert.FromBase64String(Pixel))),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new ContentDisposition(disposition),
        FileName = name,
        ContentId = $"{Guid.NewGuid():n}@example.org",
    };
}
