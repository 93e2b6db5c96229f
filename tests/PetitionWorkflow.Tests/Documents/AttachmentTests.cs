using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Tests.Intake;

namespace PetitionWorkflow.Tests.Documents;

public sealed class AttachmentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> KnownFiles => new()
    {
        { "通知.pdf", "application/pdf", Hex("%PDF-1.7\n"u8) },
        { "照片.JPG", "image/jpeg", "FFD8FFE000104A464946" },
        { "图.png", "image/png", "89504E470D0A1A0A0000000D" },
        { "录音.amr", "audio/amr", Hex("#!AMR\n0000"u8) },
        { "录音.mp3", "audio/mpeg", Hex("ID3\u0003000000"u8) },
        { "录音.wav", "audio/wav", Hex("RIFF0000WAVEfmt "u8) },
        { "录像.mp4", "video/mp4", Hex("\0\0\0\u0018ftypisom0000"u8) },
        { "录像.mov", "video/quicktime", Hex("\0\0\0\u0018ftypqt  0000"u8) },
        { "来信.txt", "text/plain", Hex("情况说明：电梯停运。\r\n请督促维修。"u8) },
        { "来信-国标.txt", "text/plain", "C7E9BFF6CBB5C3F7A3BAB5E7CCDDCDA3D4CBA1A3C7EBB6BDB4D9CEACD0DEA1A3" },
        { "来信-宽.txt", "text/plain", "FFFE" + Hex(Encoding.Unicode.GetBytes("情况说明")) },
        { "材料.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Hex(Archive("[Content_Types].xml", "word/document.xml")) },
        { "公文.ofd", "application/ofd", Hex(Archive("OFD.xml", "Doc_0/Document.xml")) },
        { "材料.doc", "application/msword", "D0CF11E0A1B11AE1" + new string('0', 2048) + Hex(Encoding.Unicode.GetBytes("WordDocument\0")) },
        { "表.et", "application/vnd.ms-excel", "D0CF11E0A1B11AE1" + new string('0', 2048) + Hex(Encoding.Unicode.GetBytes("Workbook\0")) },
    };

    [Theory]
    [MemberData(nameof(KnownFiles))]
    public async Task Save_OfAKnownKind_FindsItsTypeFromTheBytes(string name, string type, string hex)
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var stored = await SaveAsync(service, name, Convert.FromHexString(hex));

        Assert.Equal((name, type, hex.Length / 2), (stored.Value.FileName, stored.Value.ContentType, stored.Value.Size));
        await using var bytes = Store(service).Open(stored.Value.Sha256);
        Assert.Equal(hex.Length / 2, bytes.Length);
    }

    /// <summary>The EICAR test string.</summary>
    private const string TestVirus = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "照片.png", "attachment-not-what-it-says", Hex("MZ\u0090\0\u0003\0"u8) },
        { "照片.png", "attachment-not-what-it-says", Hex("%PDF-1.4"u8) },
        { "照片.jpg", "attachment-not-what-it-says", Hex("<html><script>alert(1)</script></html>"u8) },
        { "程序.exe", "attachment-kind-not-taken", Hex("MZ\u0090\0\u0003\0"u8) },
        { "网页.html", "attachment-kind-not-taken", Hex("<html></html>"u8) },
        { "图.svg", "attachment-kind-not-taken", Hex("<svg xmlns='http://www.w3.org/2000/svg'/>"u8) },
        { "压缩.zip", "attachment-kind-not-taken", Hex(Archive("a.txt")) },
        { "材料.docx", "attachment-not-what-it-says", Hex(Archive("a.txt")) },
        { "材料.docx", "attachment-not-what-it-says", Hex("PK\u0003\u0004 cut off"u8) },
        { "材料.doc", "attachment-not-what-it-says", "D0CF11E0A1B11AE1" + new string('0', 4096) },
        { "空.txt", "attachment-empty", "" },
        { "乱.txt", "attachment-not-what-it-says", "48000065006C" },
        { "说明.txt", "attachment-malware", Hex(Encoding.ASCII.GetBytes(TestVirus)) },
        { "说明.txt", "attachment-malware", Hex(Encoding.ASCII.GetBytes(new string('a', 65_500) + TestVirus)) },
        { "照片.pdf", "attachment-malware", Hex(Encoding.ASCII.GetBytes("%PDF-1.7\n" + TestVirus)) },
        { "材料.docx", "attachment-malware", Hex(Archive("[Content_Types].xml", "word/document.xml", "word/eicar.txt")) },
        { "材料.docx", "attachment-with-macros", Hex(Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")) },
        { "材料.pdf", "attachment-not-what-it-says", Hex(Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")) },
        { "材料.docm", "attachment-kind-not-taken", Hex(Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")) },
        { "材料.doc", "attachment-with-macros", "D0CF11E0A1B11AE1" + new string('0', 2048) + Hex(Encoding.Unicode.GetBytes("WordDocument\0_VBA_PROJECT\0")) },
        { "..", "attachment-name-invalid", Hex("text"u8) },
        { "/", "attachment-name-invalid", Hex("text"u8) },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Save_OfAFileThatLies_IsRefusedAndLeavesNothing(string name, string code, string hex)
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var stored = await SaveAsync(service, name, Convert.FromHexString(hex));

        Assert.Equal(code, stored.Refusal?.Code);
        Assert.Empty(FilesOf(service));
    }

    [Fact]
    public async Task Save_OfAFileThatIsTooLarge_IsRefusedWithoutReadingItWhole()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Attachments:MaxMegabytes", "1"));
        using var endless = new EndlessStream();

        var stored = await Store(service).SaveAsync("大.pdf", endless, Cancellation);

        Assert.Equal("attachment-too-large", stored.Refusal?.Code);
        Assert.InRange(endless.Given, 1024 * 1024, 2 * 1024 * 1024);
        Assert.Empty(FilesOf(service));
    }

    [Theory]
    [InlineData("../../etc/说明.pdf", "说明.pdf")]
    [InlineData(@"C:\Users\clerk\说明.pdf", "说明.pdf")]
    [InlineData("说明\r\n: <b>\u202Efdp.pdf", "说明 bfdp.pdf")]
    [InlineData(" .说明.pdf. ", ".说明.pdf")]
    public async Task Save_WithAPathInTheName_KeepsTheBareName(string given, string kept)
    {
        await using var service = await ServiceUnderTest.StartAsync();

        Assert.Equal(kept, (await SaveAsync(service, given, "%PDF-1.7"u8.ToArray())).Value.FileName);
        Assert.StartsWith(Path.Combine(service.Root, "attachments"), Assert.Single(FilesOf(service)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WithAnEndlessName_CutsItAndKeepsTheEnding()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var name = (await SaveAsync(service, new string('长', 400) + ".pdf", "%PDF-1.7"u8.ToArray())).Value.FileName;

        Assert.Equal(150, name.Length);
        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OfTheSameBytesTwice_KeepsThemOnce()
    {
        await using var service = await ServiceUnderTest.StartAsync();

        var first = await SaveAsync(service, "a.pdf", "%PDF-1.7"u8.ToArray());
        var second = await SaveAsync(service, "b.pdf", "%PDF-1.7"u8.ToArray());

        Assert.Equal(first.Value.Sha256, second.Value.Sha256);
        Assert.Single(FilesOf(service));
    }

    [Fact]
    public async Task Sweep_DeletesOldFilesThatNoCaseRefersTo()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var used = await SaveAsync(service, "a.pdf", "%PDF-1.7 a"u8.ToArray());
        var orphan = await SaveAsync(service, "b.pdf", "%PDF-1.7 b"u8.ToArray());
        var fresh = await SaveAsync(service, "c.pdf", "%PDF-1.7 c"u8.ToArray());
        var registered = await service.RegisterAsync(Entries.Visit());
        await service.DoAsync<AttachFilesHandler, int>(h => h.HandleAsync(new AttachFiles(registered.Id, [used.Value], Entries.Act), Cancellation));
        foreach (var file in FilesOf(service).Where(f => !f.EndsWith(fresh.Value.Sha256, StringComparison.Ordinal)))
        {
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddDays(-4));
        }

        await using (var scope = service.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SweepAttachments>().RunAsync(Cancellation);
        }

        Assert.Equal((true, false, true), (Store(service).Has(used.Value.Sha256), Store(service).Has(orphan.Value.Sha256), Store(service).Has(fresh.Value.Sha256)));
        Assert.Equal(used.Value.Sha256, (await service.QueryAsync(db => db.Set<Attachment>().SingleAsync(Cancellation))).Sha256);
    }

    [Fact]
    public async Task Register_WithTooManyFiles_IsRefused()
    {
        await using var service = await ServiceUnderTest.StartAsync(settings: ("Attachments:MaxFiles", "2"));
        var file = (await SaveAsync(service, "a.pdf", "%PDF-1.7"u8.ToArray())).Value;

        var refusal = await service.TryRegisterAsync(new PetitionWorkflow.Intake.RegisterPetition(Entries.Visit(), Entries.Act) { Files = [file, file, file] });

        Assert.Equal(["Files: too-many-attachments"], refusal.Lines());
    }

    private static AttachmentStore Store(ServiceUnderTest service) => service.Services.GetRequiredService<AttachmentStore>();

    private static async Task<Result<StoredFile>> SaveAsync(ServiceUnderTest service, string name, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await Store(service).SaveAsync(name, content, Cancellation);
    }

    private static string[] FilesOf(ServiceUnderTest service) =>
        Directory.GetFiles(Directory.CreateDirectory(Path.Combine(service.Root, "attachments")).FullName, "*", SearchOption.AllDirectories);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);

    private static byte[] Archive(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
                writer.Write(entry == "word/eicar.txt" ? TestVirus : "<x/>");
            }
        }

        return bytes.ToArray();
    }

    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
