using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Archive;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Archive;

/// <summary>案卷: one file that holds all of a case.</summary>
public sealed class CaseBundleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bundle_OfAnArchivedCase_HoldsEverythingAndItsManifestProvesIt()
    {
        await using var office = await Office.OpenAsync();
        var id = await ArchivedCaseAsync(office);
        await AttachAsync(office, id, "说明.txt", "附件的内容");

        using var zip = await TakeAsync(office, id, await office.PersonAsync("clerk"));

        var manifest = JsonNode.Parse(Read(zip, "manifest.json"))!;
        var files = manifest["files"]!.AsArray();
        Assert.Equal(zip.Entries.Select(e => e.FullName).Where(n => n != "manifest.json"), files.Select(f => f!["path"]!.GetValue<string>()));
        Assert.All(files, f => Assert.Equal(f!["sha256"]!.GetValue<string>(), Convert.ToHexStringLower(SHA256.HashData(Read(zip, f["path"]!.GetValue<string>())))));
        var papers = await office.DocumentsAsync(id);
        Assert.NotEmpty(papers);
        Assert.Equal(papers.Count, files.Count(f => f!["path"]!.GetValue<string>().EndsWith(".docx", StringComparison.Ordinal)));
        Assert.Equal("附件的内容", Encoding.UTF8.GetString(Read(zip, "attachments/01-说明.txt")));
        var mark = $"案卷副本：{(await office.PersonAsync("clerk")).DisplayName} 于 2026-03-02 09:00 自 {(await office.CaseAsync(id)).Number} 案卷取用";
        Assert.All(zip.Entries.Where(e => e.FullName.EndsWith(".html", StringComparison.Ordinal)), page => Assert.Contains(mark, Encoding.UTF8.GetString(Read(zip, page.FullName)), StringComparison.Ordinal));
        Assert.All(zip.Entries.Where(e => e.FullName.EndsWith(".docx", StringComparison.Ordinal)), word => Assert.Contains(mark, WordsOf(Read(zip, word.FullName)), StringComparison.Ordinal));
        var petition = JsonNode.Parse(Read(zip, "case.json"))!;
        Assert.Equal(("Archived", "Transferred"), (petition["stage"]!.GetValue<string>(), petition["outcome"]!.GetValue<string>()));
        Assert.Null(petition["queryCodeHash"]);
        Assert.Equal((await office.HistoryAsync(id)).SkipLast(1), JsonNode.Parse(Read(zip, "history.json"))!.AsArray().Select(e => e!["kind"]!.GetValue<string>()));
        Assert.Equal("CaseBundleTaken", (await office.HistoryAsync(id))[^1]);
    }

    [Fact]
    public async Task Bundle_WhenAnAttachmentsBytesAreGone_SaysSo()
    {
        await using var office = await Office.OpenAsync();
        var id = await ArchivedCaseAsync(office);
        await AttachAsync(office, id, "说明.txt", "附件的内容");
        Directory.Delete(Path.Combine(office.Service.Root, "attachments"), recursive: true);

        using var zip = await TakeAsync(office, id, await office.PersonAsync("leader"));

        var line = JsonNode.Parse(Read(zip, "manifest.json"))!["files"]!.AsArray().Single(f => f!["path"]!.GetValue<string>().StartsWith("attachments/", StringComparison.Ordinal))!;
        Assert.True(line["isMissing"]!.GetValue<bool>());
        Assert.DoesNotContain(zip.Entries, e => e.FullName.StartsWith("attachments/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bundle_IsNotForUnitsNorAuditors()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        var number = (await office.CaseAsync(id)).Number;
        foreach (var account in DemoOffice.Accounts.Where(a => a.UnitCode is not null || a.Role == Roles.Auditor))
        {
            var command = new TakeCaseBundle(number, await office.PersonAsync(account.UserName));
            var taken = await office.Service.Runner.RunAsync<TakeCaseBundleHandler, CaseBundle>(h => h.HandleAsync(command, Cancellation), Cancellation);
            Assert.Equal("case-not-found", taken.Refusal?.Code);
        }
    }

    private static async Task<Guid> ArchivedCaseAsync(Office office)
    {
        var id = await office.RegisterAsync();
        await office.CompleteAsync(id, "preliminary-review", "Transfer", ("competentAuthority", "区政府"), ("legalBasis", "《信访工作条例》第二十二条"), ("reason", "属地管理"));
        return id;
    }

    private static async Task AttachAsync(Office office, Guid id, string name, string content)
    {
        var stored = await office.Service.Services.GetRequiredService<AttachmentStore>().SaveAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(content)), Cancellation);
        await office.Service.QueryAsync(async db =>
        {
            db.Add(new Attachment
            {
                Id = Guid.CreateVersion7(), PetitionId = id, FileName = stored.Value.FileName, ContentType = stored.Value.ContentType, Size = stored.Value.Size,
                Sha256 = stored.Value.Sha256, AddedAt = office.Service.Time.GetUtcNow().UtcDateTime,
            });
            return await db.SaveChangesAsync(Cancellation);
        });
    }

    private static async Task<ZipArchive> TakeAsync(Office office, Guid id, Viewer by)
    {
        var command = new TakeCaseBundle((await office.CaseAsync(id)).Number, by);
        var bundle = await office.Service.DoAsync<TakeCaseBundleHandler, CaseBundle>(h => h.HandleAsync(command, Cancellation));
        var bytes = new MemoryStream();
        await using var scope = office.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CaseBundleFile>().WriteAsync(bundle, bytes, Cancellation);
        return new ZipArchive(bytes, ZipArchiveMode.Read);
    }

    private static string WordsOf(byte[] word)
    {
        using var zip = new ZipArchive(new MemoryStream(word));
        return string.Concat(zip.Entries.Where(e => e.FullName.StartsWith("word/", StringComparison.Ordinal)).Select(e => Encoding.UTF8.GetString(Read(zip, e.FullName))));
    }

    private static byte[] Read(ZipArchive zip, string path)
    {
        using var content = zip.GetEntry(path)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
