using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Api;

/// <summary>Another system at work, with the key that an administrator issued on the page.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(configure: null, withFlows: true);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Petition_GoesInAndItsStateComesOut()
    {
        var client = await ClientAsync(Roles.Clerk);
        var message = new { subject = "路灯不亮", text = "幸福路的路灯坏了。", messageId = "m-1", petitioner = new { name = "信访人甲", phone = "010-5550 0001" } };

        var created = await client.PostAsJsonAsync("/api/petitions", message, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var receipt = await ReadAsync(created);
        var number = receipt.GetProperty("number").GetString();
        Assert.Equal(14, receipt.GetProperty("queryCode").GetString()!.Length);
        var stored = await Office.ReadAsync(db => db.Set<Petition>().SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal((number, "city-portal"), (stored.Number, stored.SubChannel));
        Assert.NotNull(stored.WorkflowInstanceId);
        var status = await ReadAsync(await client.GetAsync($"/api/petitions/{number}/status", TestContext.Current.CancellationToken));
        Assert.Equal(stored.Stage.ToString(), status.GetProperty("stage").GetString());
        var listed = await ReadAsync(await client.GetAsync("/api/petitions", TestContext.Current.CancellationToken));
        Assert.Equal(1, listed.GetProperty("total").GetInt32());

        var again = await client.PostAsJsonAsync("/api/petitions", message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("message-already-registered", (await ReadAsync(again)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Petition_WithMistakes_IsRefusedAsProblemWithEveryField()
    {
        var client = await ClientAsync(Roles.Clerk);

        var refused = await client.PostAsJsonAsync("/api/petitions", new { subject = "", text = "" }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["Subject", "Text"], (await ReadAsync(refused)).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).Order());
    }

    [Fact]
    public async Task Task_OfTheUnit_IsReadAndCompleted()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var task = await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id);
        var housing = await ClientAsync(Roles.Handler, Office.Housing.Id);
        var transport = await ClientAsync(Roles.Handler, Office.Transport.Id, "transport-system");

        var waiting = await ReadAsync(await housing.GetAsync("/api/tasks", TestContext.Current.CancellationToken));
        Assert.Equal(task.Id, waiting.GetProperty("items")[0].GetProperty("id").GetGuid());
        Assert.Equal(0, (await ReadAsync(await transport.GetAsync("/api/tasks", TestContext.Current.CancellationToken))).GetProperty("total").GetInt32());
        var foreign = await transport.PostAsJsonAsync($"/api/tasks/{task.Id}/complete", new { outcome = "accept" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        var unknown = await housing.PostAsJsonAsync($"/api/tasks/{task.Id}/complete", new { outcome = "no-such" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Fact]
    public async Task Unit_FindsNothingOfACaseThatAccusesIt()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Transport.Id, Office.Housing.Id], accused: Office.Housing.Id);
        await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id);
        var accused = await ClientAsync(Roles.Handler, Office.Housing.Id);

        foreach (var path in (string[])["/api/petitions", "/api/tasks"])
        {
            Assert.Equal(0, (await ReadAsync(await accused.GetAsync(path, TestContext.Current.CancellationToken))).GetProperty("total").GetInt32());
        }

        var direct = await accused.GetAsync($"/api/petitions/{petition.Number}", TestContext.Current.CancellationToken);
        var none = await accused.GetAsync("/api/petitions/XF-2026-999999", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (direct.StatusCode, none.StatusCode));
        Assert.Equal((await ReadAsync(none)).GetProperty("detail").GetString(), (await ReadAsync(direct)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Key_ThatIsWrongRevokedOrTooWeak_OpensNothing()
    {
        var client = await ClientAsync(Roles.Auditor);
        var write = await client.PostAsJsonAsync("/api/petitions", new { subject = "a", text = "b" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, write.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/petitions", TestContext.Current.CancellationToken)).StatusCode);

        var admin = _web.As(Office.Administrator);
        await admin.OpenAsync("/staff/keys");
        await admin.PressAsync("停用");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/petitions", TestContext.Current.CancellationToken)).StatusCode);

        using var stranger = _web.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/tasks", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Key_IsStoredAsAHashAndIssuedOnlyWithAFittingUnit()
    {
        var key = await IssueAsync(_web, Roles.Clerk, null, "city-portal");
        var stored = await Office.ReadAsync(db => db.Set<ApiKey>().SingleAsync(TestContext.Current.CancellationToken));
        Assert.NotEqual(key, stored.KeyHash);
        Assert.Equal(ApiKey.Hash(key), stored.KeyHash);

        var admin = _web.As(Office.Administrator);
        await admin.OpenAsync("/staff/keys");
        await admin.PressAsync("签发密钥", ("Name", "x"), ("Role", Roles.Handler), ("UnitId", ""));
        Assert.NotEmpty(admin.MessageAt("UnitId"));
        await admin.PressAsync("签发密钥", ("Name", "x"), ("Role", Roles.Administrator), ("UnitId", ""));
        Assert.NotEmpty(admin.MessageAt("Role"));
        Assert.Equal(1, await Office.ReadAsync(db => db.Set<ApiKey>().CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Files_GoInAllOrNone_AndComeOutForWhoMaySeeTheCase()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var path = $"/api/petitions/{petition.Number}/attachments";
        var clerk = await ClientAsync(Roles.Clerk);

        var created = await clerk.PostAsync(path, Files(("说明.txt", "路灯编号 12"), ("../../清单.txt", "12 幸福路")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var listed = (await ReadAsync(created)).EnumerateArray().ToList();
        Assert.Equal(["清单.txt", "说明.txt"], listed.Select(f => f.GetProperty("fileName").GetString()).Order(StringComparer.Ordinal));
        var housing = await ClientAsync(Roles.Handler, Office.Housing.Id, "housing-system");
        var text = listed.Single(f => f.GetProperty("fileName").GetString() == "说明.txt");
        Assert.Equal("路灯编号 12", await housing.GetStringAsync($"{path}/{text.GetProperty("id").GetGuid()}", TestContext.Current.CancellationToken));
        var transport = await ClientAsync(Roles.Handler, Office.Transport.Id, "transport-system");
        Assert.Equal(HttpStatusCode.NotFound, (await transport.GetAsync($"{path}/{text.GetProperty("id").GetGuid()}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await transport.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await housing.PostAsync(path, Files(("a.txt", "a")), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Files_ThatCannotBeTaken_AreNamed_AndNothingIsAdded()
    {
        var petition = await Office.AddCaseAsync();
        var path = $"/api/petitions/{petition.Number}/attachments";
        var clerk = await ClientAsync(Roles.Clerk);

        var refused = await clerk.PostAsync(path, Files(("a.txt", "good"), ("b.pdf", "not a PDF"), ("c.txt", "")), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(
            ["attachment-empty", "attachment-not-what-it-says"],
            (await ReadAsync(refused)).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()).Order(StringComparer.Ordinal));
        Assert.Empty((await ReadAsync(await clerk.GetAsync(path, TestContext.Current.CancellationToken))).EnumerateArray());
        var none = await clerk.PostAsJsonAsync(path, new { }, TestContext.Current.CancellationToken);
        Assert.Equal("attachments-missing", (await ReadAsync(none)).GetProperty("code").GetString());
        var empty = await clerk.PostAsync(path, new MultipartFormDataContent { { new StringContent("x"), "note" } }, TestContext.Current.CancellationToken);
        Assert.Equal("attachments-missing", (await ReadAsync(empty)).GetProperty("code").GetString());

        var closed = await Office.AddCaseAsync(change: p => p.Stage = CaseStage.Archived);
        var late = await clerk.PostAsync($"/api/petitions/{closed.Number}/attachments", Files(("a.txt", "late")), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Fact]
    public async Task AKeyThatAsksTooOften_IsToldWhenToComeBack_AndTheOthersAreServedOn()
    {
        await using var web = await WebUnderTest.StartAsync(settings: ("Api:RequestsPerMinute", "3"));
        var (wild, calm) = (await ClientAsync(web, Roles.Auditor, "wild"), await ClientAsync(web, Roles.Auditor, "calm"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await wild.GetAsync("/api/petitions", TestContext.Current.CancellationToken)).StatusCode);
        }

        var refused = await wild.GetAsync("/api/petitions", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await calm.GetAsync("/api/petitions", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task OpenApiDocument_DescribesEveryPathOfTheApi()
    {
        using var stranger = _web.Client();
        var document = await ReadAsync(await stranger.GetAsync("/api/openapi.json", TestContext.Current.CancellationToken));

        Assert.Equal(
            ["/api/petitions", "/api/petitions/{number}", "/api/petitions/{number}/attachments", "/api/petitions/{number}/attachments/{id}", "/api/petitions/{number}/status", "/api/tasks", "/api/tasks/{id}", "/api/tasks/{id}/complete"],
            document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    private static MultipartFormDataContent Files(params (string Name, string Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new StringContent(content), "files", name);
        }

        return form;
    }

    private Task<HttpClient> ClientAsync(string role, Guid? unit = null, string name = "city-portal") => ClientAsync(_web, role, name, unit);

    private static async Task<HttpClient> ClientAsync(WebUnderTest web, string role, string name, Guid? unit = null)
    {
        var client = web.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await IssueAsync(web, role, unit, name));
        return client;
    }

    private static async Task<string> IssueAsync(WebUnderTest web, string role, Guid? unit, string name)
    {
        var admin = web.As(web.Office.Administrator);
        await admin.OpenAsync("/staff/keys");
        await admin.PressAsync("签发密钥", ("Name", name), ("Role", role), ("UnitId", unit?.ToString() ?? ""));
        return admin.Text("#issued-key");
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
