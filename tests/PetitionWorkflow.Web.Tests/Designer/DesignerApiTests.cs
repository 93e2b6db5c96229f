using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Designer;

/// <summary>The API in the real service: who gets in, what publishing asks for, what is kept.</summary>
public sealed partial class DesignerApiTests : IAsyncLifetime
{
    private const string Key = "a-key-for-programs";
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(settings: [("ElsaApi:ApiKey", Key)]);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Nobody_GetsAProblemWithStatus401()
    {
        var answer = await AskAsync(HttpMethod.Get, "/elsa/api/workflow-definitions", null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("ApiKey wrong")]
    [InlineData("ApiKey ")]
    [InlineData("Bearer wrong")]
    public async Task WrongCredentials_Get401(string authorization)
    {
        var answer = await AskAsync(HttpMethod.Get, "/elsa/api/workflow-definitions", authorization);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Everybody_ButAnAdministrator_Gets403()
    {
        foreach (var person in _web.Office.Everybody)
        {
            var browser = _web.As(person);
            await browser.OpenAsync("/elsa/api/descriptors/storage-drivers");
            Assert.Equal(person == _web.Office.Administrator ? HttpStatusCode.OK : HttpStatusCode.Forbidden, browser.Status);
            Assert.True(person == _web.Office.Administrator || JsonNode.Parse(browser.Source)!["detail"]!.GetValue<string>() == "您没有此项权限。", browser.Source);
        }
    }

    [Fact]
    public async Task Key_OpensTheApiAndNothingElse()
    {
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(HttpMethod.Get, "/elsa/api/workflow-definitions", "ApiKey " + Key)).StatusCode);
        foreach (var path in new[] { "/staff", "/designer/workflows/definitions", "/elsa/hubs/workflow-instance/negotiate", "/designer/token" })
        {
            var answer = await AskAsync(HttpMethod.Get, path, "ApiKey " + Key);
            Assert.DoesNotContain("petition.session", answer.Headers.ToString(), StringComparison.Ordinal);
            Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed || answer.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in", path);
        }
    }

    [Fact]
    public async Task Pages_AreForAdministrators()
    {
        foreach (var path in new[] { "/designer", "/designer/workflows/definitions", "/designer/workflows/definitions/petition/edit", "/designer/workflows/instances", "/designer/history" })
        {
            var handler = _web.As(_web.Office.HousingHandler);
            await handler.OpenAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, handler.Status);
            var administrator = _web.As(_web.Office.Administrator);
            await administrator.OpenAsync(path);
            Assert.Equal(HttpStatusCode.OK, administrator.Status);
        }
    }

    [Fact]
    public async Task EditorPage_HostsTheElement_AndAnUnknownFlowIsNotFound()
    {
        var browser = _web.As(_web.Office.Administrator);
        var page = await browser.OpenAsync("/designer/workflows/definitions/petition/edit");
        var host = page.QuerySelector("#designer-host")!;
        Assert.Equal(("elsa-workflow-definition-editor", "petition"), (host.GetAttribute("data-element"), host.GetAttribute("data-value")));
        Assert.Equal("/designer/", page.QuerySelector("base")!.GetAttribute("href"));
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        await browser.OpenAsync("/designer/workflows/definitions/none/edit");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.OpenAsync("/designer/workflows/instances/none/view");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.OpenAsync("/workflows/definitions/petition/edit");
        Assert.Equal("/designer/workflows/definitions/petition/edit", browser.Address);
    }

    [Fact]
    public async Task BundleFiles_GoOutCompressedAndAreKeptForGoodWhenTheirNameCarriesTheirHash()
    {
        using var client = _web.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/designer/_framework/dotnet.js");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        var dotnet = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.SkipWhen(dotnet.StatusCode == HttpStatusCode.NotFound, "The designer's package is not installed.");
        Assert.Equal("br", Assert.Single(dotnet.Content.Headers.ContentEncoding));
        Assert.Equal("text/javascript", dotnet.Content.Headers.ContentType?.MediaType);
        var named = Fingerprinted().Matches(await client.GetStringAsync("/designer/_framework/dotnet.js", TestContext.Current.CancellationToken)).Select(m => m.Value).Distinct().ToList();
        Assert.Contains(named, name => name.StartsWith("Elsa.Studio.", StringComparison.Ordinal));
        foreach (var name in named.GroupBy(n => n[n.LastIndexOf('.')..]).Select(ofAKind => ofAKind.First()))
        {
            Assert.Equal("public, max-age=31536000, immutable", await CachingAsync("_framework/" + name));
        }

        foreach (var name in new[] { "_framework/dotnet.js", "_framework/blazor.webassembly.js", "_content/MudBlazor/MudBlazor.min.js", "appsettings.json" })
        {
            Assert.Equal("public, no-cache", await CachingAsync(name));
        }

        var settings = await client.GetAsync("/designer/appsettings.json", TestContext.Current.CancellationToken);
        Assert.Empty(settings.Content.Headers.ContentEncoding);
        Assert.Equal(HttpStatusCode.OK, settings.StatusCode);
        var policy = string.Join(' ', settings.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("wasm-unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal)), StringComparison.Ordinal);
        var history = await client.GetAsync("/designer/history", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("unsafe", string.Join(' ', history.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var jobs = await client.GetAsync("/jobs", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("wasm", string.Join(' ', jobs.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var page = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("unsafe", string.Join(' ', page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);

        // As it was sent: the parser of the test's client changes the order of the words.
        async Task<string> CachingAsync(string name)
        {
            using var answer = await client.GetAsync("/designer/" + name, TestContext.Current.CancellationToken);
            return answer.EnsureSuccessStatusCode().Headers.NonValidated["Cache-Control"].ToString();
        }
    }

    [Fact]
    public async Task Palette_IsInTheReadersLanguage_WithTheUnitsOfToday()
    {
        foreach (var (language, name, category) in new[] { ("zh-Hans", "人工步骤", "信访"), ("zh-Hant", "人工步驟", "信訪"), ("en", "Task", "Petition") })
        {
            var browser = _web.As(_web.Office.Administrator, language);
            await browser.OpenAsync("/elsa/api/descriptors/activities/Petition.Task");
            var task = JsonNode.Parse(browser.Source)!;
            Assert.Equal((name, category), (task["displayName"]!.GetValue<string>(), task["category"]!.GetValue<string>()));
            var unit = task["inputs"]!.AsArray().Single(i => i!["name"]!.GetValue<string>() == "Unit")!;
            Assert.Contains(unit["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray(), o => o!["value"]!.GetValue<string>() == _web.Office.Housing.Code);
        }
    }

    [Fact]
    public async Task EveryStepOfOurs_HasANameADescriptionAndNamesOfItsInputs()
    {
        var browser = _web.As(_web.Office.Administrator);
        await browser.OpenAsync("/elsa/api/descriptors/activities");
        var ours = JsonNode.Parse(browser.Source)!["items"]!.AsArray().Where(d => d!["typeName"]!.GetValue<string>().StartsWith("Petition.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, d =>
        {
            Assert.True(IsChinese(d!["displayName"]), d["typeName"]!.ToString());
            Assert.True(IsChinese(d["description"]), d["typeName"]!.ToString());
            Assert.All(d["inputs"]!.AsArray(), i => Assert.True(IsChinese(i!["displayName"]), $"{d["typeName"]} {i["name"]}"));
            Assert.All(d["inputs"]!.AsArray().SelectMany(ChoicesOf), choice => Assert.NotEqual(choice!["value"]!.ToString(), choice["text"]!.ToString()));
            Assert.All(d["outputs"]!.AsArray(), o => Assert.True(IsChinese(o!["displayName"]), $"{d["typeName"]} {o["name"]}"));
        });
    }

    private static IEnumerable<JsonNode?> ChoicesOf(JsonNode? input) =>
        (input!["uiSpecifications"]!["dropdown"]?["selectList"] ?? input["uiSpecifications"]!["checklist"]?["checkList"])?["items"]!.AsArray() ?? [];

    [Fact]
    public async Task BrokenPetitionFlow_IsRefusedWithReasons_AndThePublishedVersionStays()
    {
        var model = await ModelAsync();
        var connections = model["root"]!["connections"]!.AsArray();
        connections.Remove(connections.Single(c => c!["source"]!["activity"]!.GetValue<string>() == "verify" && c["source"]!["port"]!.GetValue<string>() == "Rework"));

        var answer = await SaveAsync(model, publish: true);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Rework", answer.Json["errors"]!["generalErrors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(4, (await GetAsync("workflow-definitions/by-definition-id/petition?versionOptions=Published"))["version"]!.GetValue<int>());
        Assert.False((await ModelAsync())["isPublished"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Publication_IsInTheHistory_WithWhatChanged()
    {
        var model = await ModelAsync();
        var verify = model["root"]!["activities"]!.AsArray().Single(a => a!["id"]!.GetValue<string>() == "verify")!;
        verify["metadata"]!["displayText"] = "复核结果";
        verify["dueDays"] = new JsonObject { ["typeName"] = "Int32?", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "3" } };
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(model, publish: true)).Status);

        var browser = _web.As(_web.Office.Administrator);
        await browser.OpenAsync("/designer/history?flow=petition");

        var line = browser.Text("main tbody tr:first-child");
        Assert.Contains("复核结果", line, StringComparison.Ordinal);
        Assert.Contains("几天内办理", line, StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OpensTheApi_AndEndsByItself()
    {
        await using var web = await WebUnderTest.StartAsync(settings: [("ElsaApi:TokenLifetime", "00:00:10")]);
        var browser = web.As(web.Office.Administrator);
        using var client = web.NewClient();

        // The first call of all has much to build; the token's time is for what comes after.
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/elsa/api/descriptors/variables", TestContext.Current.CancellationToken)).StatusCode);
        await browser.OpenAsync("/designer/token");
        var token = JsonNode.Parse(browser.Source)!["token"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/elsa/api/descriptors/variables", TestContext.Current.CancellationToken)).StatusCode);

        var until = TimeProvider.System.GetUtcNow().AddSeconds(60);
        var status = HttpStatusCode.OK;
        while (status == HttpStatusCode.OK && TimeProvider.System.GetUtcNow() < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            status = (await client.GetAsync("/elsa/api/descriptors/variables", TestContext.Current.CancellationToken)).StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task FaultedInstance_IsRunAgain_OnTheVersionThatWasMended()
    {
        var flow = JsonNode.Parse("""{"definitionId":"faulty","name":"Faulty","root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{"id":"a","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"throw new Error('no')"}}}],"connections":[]}}""")!;
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(flow, publish: true)).Status);
        var id = (await PostAsync("workflow-definitions/faulty/execute", new JsonObject())).Json["workflowState"]!["id"]!.GetValue<string>();
        var browser = _web.As(_web.Office.Administrator);
        var path = $"/designer/workflows/instances/{id}/view";
        Assert.Single((await browser.OpenAsync(path)).QuerySelectorAll("#retry button"));
        flow["root"]!["activities"]![0]!["text"]!["expression"]!["value"] = "'yes'";
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(flow, publish: true)).Status);
        Assert.Equal(2, (await browser.OpenAsync(path)).QuerySelectorAll("#retry button").Length);

        await browser.PressAsync("改用现行第 2 版并重试");

        Assert.Contains("流程继续运行", browser.Text("main"), StringComparison.Ordinal);
        var instance = await GetAsync("workflow-instances/" + id);
        Assert.Equal(("Finished", 2), (instance["subStatus"]!.GetValue<string>(), instance["version"]!.GetValue<int>()));
        Assert.Empty((await browser.OpenAsync(path)).QuerySelectorAll("#retry"));
    }

    [Fact]
    public async Task InstanceOfACase_IsNotDeleted()
    {
        var started = await PostAsync("workflow-definitions/leader-instruction/execute", new JsonObject { ["correlationId"] = (await CaseIdAsync()).ToString("n") });
        var id = started.Json["workflowState"]!["id"]!.GetValue<string>();

        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Delete, "workflow-instances/" + id, null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(HttpMethod.Delete, "workflow-definitions/leader-instruction", null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, "workflow-instances/" + id, null)).Status);
        var browser = _web.As(_web.Office.Administrator);
        var page = await browser.OpenAsync($"/designer/workflows/instances/{id}/view");
        var back = page.QuerySelector(".designer-case")!.GetAttribute("href")!;
        var petition = await browser.OpenAsync(back);
        Assert.Equal($"/designer/workflows/instances/{id}/view", Assert.Single(petition.QuerySelectorAll(".case-instances a")).GetAttribute("href"));
        var clerk = _web.As(_web.Office.Clerk);
        Assert.Empty((await clerk.OpenAsync(back)).QuerySelectorAll(".case-instances a"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
    }

    /// <summary>Names that carry their hash, in the list of files that the framework starts with.</summary>
    [GeneratedRegex(@"[\w.-]+\.[0-9a-z]{10}\.(?:wasm|js|dat)(?="")")]
    private static partial Regex Fingerprinted();

    private static bool IsChinese(JsonNode? text) => text!.GetValue<string>().Any(c => c is >= '\u4e00' and <= '\u9fff');

    private async Task<Guid> CaseIdAsync() => (await _web.Office.AddCaseAsync()).Id;

    private Task<JsonNode> ModelAsync() => GetAsync("workflow-definitions/by-definition-id/petition?versionOptions=Latest");

    private async Task<JsonNode> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path, null)).Json;

    private Task<(HttpStatusCode Status, JsonNode Json)> SaveAsync(JsonNode model, bool publish) =>
        PostAsync("workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish });

    private Task<(HttpStatusCode Status, JsonNode Json)> PostAsync(string path, JsonNode body) => SendAsync(HttpMethod.Post, path, body);

    private async Task<(HttpStatusCode Status, JsonNode Json)> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        var answer = await AskAsync(method, "/elsa/api/" + path, "ApiKey " + Key, body);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject());
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? authorization, JsonNode? body = null)
    {
        using var client = _web.NewClient();
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
