using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using WorkflowRuntime.ElsaApi.Tests.Hosting;

namespace WorkflowRuntime.ElsaApi.Tests;

public sealed class ImportTests : IAsyncDisposable
{
    private readonly ElsaServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task ExportedFile_ImportsAgainAndIsOurs()
    {
        await _server.PublishAsync(Flows.Waiting("a"));
        var file = await _server.GetAsync("workflow-definitions/a/export?versionOptions=1&includeConsumingWorkflows=False");
        Assert.Contains("schemas/workflow-definition/v3", file.Text, StringComparison.Ordinal);
        Assert.Null(file.Json["customProperties"]!["revision"]);
        await _server.DeleteAsync("workflow-definitions/a");

        Assert.Equal(HttpStatusCode.Created, (await _server.PostAsync("workflow-definitions/import", file.Json)).Status);
        Assert.Equal(HttpStatusCode.OK, (await _server.PostAsync("workflow-definitions/import", file.Json)).Status);

        var model = (await _server.GetAsync("workflow-definitions/a")).Json;
        Assert.False(model["isPublished"]!.GetValue<bool>());
        Assert.Equal(3, model["root"]!["activities"]!.AsArray().Count);
    }

    [Fact]
    public async Task Import_IntoAnotherDefinition_TakesItsId()
    {
        var answer = await _server.SendAsync(HttpMethod.Put, "workflow-definitions/other/import", Flows.Short("a"));
        Assert.Equal("other", answer.Json["definitionId"]!.GetValue<string>());
    }

    [Fact]
    public async Task ZipOfDefinitions_GoesOutAndComesIn()
    {
        var a = await _server.PublishAsync(Flows.Short("a"));
        var b = await _server.PublishAsync(Flows.Short("b"));
        var zip = await _server.PostAsync("bulk-actions/export/workflow-definitions", new JsonObject { ["ids"] = new JsonArray(a["id"]!.DeepClone(), b["id"]!.DeepClone()) });
        Assert.Equal("application/zip", zip.ContentType);
        await _server.DeleteAsync("workflow-definitions/a");

        var imported = await _server.UploadAsync("workflow-definitions/import-files", ("all.zip", zip.Data), ("c.json", Encoding.UTF8.GetBytes(Flows.Short("c").ToJsonString())));

        Assert.Equal(3, imported.Json["count"]!.GetValue<int>());
        Assert.Equal(3, (await _server.GetAsync("workflow-definitions?versionOptions=Latest")).Json["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Import_OfAnElsa2Definition_IsRefusedWithTheReason()
    {
        var elsa2 = JsonNode.Parse("""{"$id":"1","definitionId":"old","version":1,"persistenceBehavior":"WorkflowBurst","activities":[{"activityId":"1","type":"WriteLine"}],"connections":[]}""")!;

        Assert.Contains("Elsa 2", Assert.Single((await _server.PostAsync("workflow-definitions/import", elsa2)).Problems), StringComparison.Ordinal);
        Assert.Contains("Elsa 2", Assert.Single((await _server.UploadAsync("workflow-definitions/import-files", ("old.json", Encoding.UTF8.GetBytes(elsa2.ToJsonString())))).Problems), StringComparison.Ordinal);
    }

    /// <summary>Whatever its file holds that Elsa 3 writes otherwise: the reason that helps is that it is Elsa 2's.</summary>
    [Fact]
    public async Task File_OfElsa2_IsRefusedWithTheReasonBeforeItsParts()
    {
        var file = """{"$id":"1","definitionId":"old","version":1,"variables":{"data":{}},"persistenceBehavior":"WorkflowBurst","activities":[{"activityId":"1","type":"WriteLine"}],"connections":[]}""";

        Assert.Contains("Elsa 2", Assert.Single((await _server.UploadAsync("workflow-definitions/import-files", ("old.json", Encoding.UTF8.GetBytes(file)))).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SaysWhatAnImportWouldSay_AndStoresNothing()
    {
        var good = ("c.json", Encoding.UTF8.GetBytes(Flows.Short("c").ToJsonString()));

        Assert.Equal(1, (await _server.UploadAsync("workflow-definitions/import-files?checkOnly=true", good)).Json["count"]!.GetValue<int>());
        Assert.Single((await _server.UploadAsync("workflow-definitions/import-files?checkOnly=true", good, ("bad.json", "{"u8.ToArray()))).Problems);
        Assert.Single((await _server.UploadAsync("bulk-actions/import/workflow-instances?checkOnly=true", ("bad.json", "{}"u8.ToArray()))).Problems);

        Assert.Equal(0, (await _server.GetAsync("workflow-definitions?versionOptions=Latest")).Json["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Import_OfFiftyMegabytes_IsRefused()
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"name\":\"" + new string('x', 50 * 1024 * 1024) + "\"}"));

        var answer = await Answer.ReadAsync(await _server.Client.PostAsync("workflow-definitions/import", content, TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Single(answer.Problems);
    }

    [Fact]
    public async Task Import_OfAZipBomb_IsRefusedBeforeItIsUnpacked()
    {
        using var data = new MemoryStream();
        using (var zip = new ZipArchive(data, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("bomb.json").Open();
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 200; i++)
                entry.Write(zeros);
        }

        Assert.True(data.Length < 1024 * 1024);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _server.UploadAsync("workflow-definitions/import-files", ("bomb.zip", data.ToArray()))).Status);
    }

    [Fact]
    public async Task Import_OfArchivesInAnArchive_CountsThemAsOne()
    {
        var flow = Encoding.UTF8.GetBytes(Flows.Short("a").ToJsonString());
        var inner = Zip(("a.json", flow), ("__MACOSX/a.json", [0]));
        byte[] padded = [.. flow, .. Enumerable.Repeat((byte)' ', 9 * 1024 * 1024)];
        var three = Zip(("1.json", padded), ("2.json", padded), ("3.json", padded));

        Assert.Equal(1, (await _server.UploadAsync("workflow-definitions/import-files", ("all.zip", Zip(("inner.zip", inner))))).Json["count"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _server.UploadAsync("workflow-definitions/import-files", ("bomb.zip", Zip(("1.zip", three), ("2.zip", three))))).Status);
    }

    [Theory]
    [InlineData("{nope")]
    [InlineData("[]")]
    [InlineData("{\"version\":\"one\",\"root\":{}}")]
    [InlineData("{\"root\":{\"type\":\"Elsa.Flowchart\",\"id\":\"f\",\"connections\":[{\"source\":{}}]}}")]
    public async Task Import_OfWhatCannotBeRead_NamesThePlace(string text)
    {
        using var content = new StringContent(text, Encoding.UTF8, "application/json");
        var answer = await Answer.ReadAsync(await _server.Client.PostAsync("workflow-definitions/import", content, TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Single(answer.Problems);
    }

    [Fact]
    public async Task Import_OfABrokenArchive_StoresNothing()
    {
        using var data = new MemoryStream();
        using (var zip = new ZipArchive(data, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("a.json", Flows.Short("a").ToJsonString()), ("b.json", "{nope") })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        Assert.Contains("b.json", Assert.Single((await _server.UploadAsync("workflow-definitions/import-files", ("all.zip", data.ToArray()))).Problems), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("workflow-definitions/a")).Status);
    }

    [Fact]
    public async Task OldConnections_InPascalCase_AreReadByTheDesigner()
    {
        var definition = Flows.Short("a");
        definition["root"]!["connections"] = JsonNode.Parse("""[{"Source":{"Activity":"start","Port":"Done"},"Target":{"Activity":"end","Port":"In"}}]""");
        var model = (await _server.PostAsync("workflow-definitions/import", definition)).Json;
        Assert.Equal("start", model["root"]!["connections"]![0]!["source"]!["activity"]!.GetValue<string>());
    }

    private static byte[] Zip(params (string Name, byte[] Data)[] files)
    {
        using var data = new MemoryStream();
        using (var zip = new ZipArchive(data, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return data.ToArray();
    }
}
