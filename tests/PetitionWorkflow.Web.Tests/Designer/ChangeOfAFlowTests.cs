using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Publishing.Proposals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Tests.Hosting;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Tests.Designer;

/// <summary>
/// Scenario 16: an administrator changes the route; what would leave petitioners without their rights is refused and mended, past cases
/// are replayed on the draft, a second administrator publishes it, three running cases move with a preview, and the move is undone.
/// </summary>
public sealed class ChangeOfAFlowTests : IAsyncLifetime
{
    private const string Page = "/designer/change/petition";

    private WebUnderTest _web = null!;
    private Viewer _first = null!, _second = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _web = await WebUnderTest.StartAsync(configure: null, withFlows: true, ("Publishing:TwoPersons", "true"));
        _first = _web.Office.Administrator;
        _second = await HireSecondAsync();
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Route_IsLintedFixedReplayedPublishedByTwoMovedWithPreviewAndUndone()
    {
        var cases = await CasesAsync();
        await LintAsync();
        await ReplayAsync(cases);
        await PublishByTwoAsync();
        await MoveAsync(cases);
        await UndoAsync(cases);
    }

    private async Task<Viewer> HireSecondAsync()
    {
        var member = new StaffMember
        {
            Id = Guid.CreateVersion7(), DisplayName = "Administrator 2", UserName = "test-administrator-2", NormalizedUserName = "TEST-ADMINISTRATOR-2", SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        await _web.Office.WriteAsync(db =>
        {
            db.Add(member);
            db.Add(new IdentityUserRole<Guid> { UserId = member.Id, RoleId = db.Set<IdentityRole<Guid>>().Single(r => r.Name == Roles.Administrator).Id });
        });
        return _first with { UserId = member.Id, DisplayName = member.DisplayName };
    }

    /// <summary>Three that can move, one that waits where the draft has no step any more, and one that has gone the whole way.</summary>
    private async Task<Cases> CasesAsync()
    {
        var (first, second, third, waiting, done) =
            (await _web.RegisterAsync("路灯不亮"), await _web.RegisterAsync("井盖破损", "信访人乙", "010-5550 0002"), await _web.RegisterAsync("河道异味", "信访人丙", "010-5550 0003"),
             await _web.RegisterAsync("电梯停运", "信访人丁", "010-5550 0004"), await _web.RegisterAsync("垃圾清运", "信访人戊", "010-5550 0005"));
        await _web.ToClassificationAsync(second.Id);
        await _web.ToVerificationAsync(third.Id);
        await _web.CompleteAsync(waiting.Id, "preliminary-review", _web.Office.Clerk, "AskForCompletion", ("missing", "请补充地址"), ("reason", "地址不清"));
        await _web.ToArchiveAsync(done.Id);
        return new Cases(first, second, third, waiting, done);
    }

    private async Task LintAsync()
    {
        var draft = await LatestAsync();
        Connection(draft, "verify", "Pass")["target"]!["activity"] = "deliver";
        var refused = await SaveAsync(_first, draft, publish: true);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("复查权利告知", Errors(refused.Json), StringComparison.Ordinal);

        // What was refused is kept as a draft.
        var browser = _web.As(_first);
        await browser.OpenAsync(Page);
        Assert.Contains("复查权利告知", browser.Text("#findings.alert-danger"), StringComparison.Ordinal);
        await browser.PressAsync("提请发布", ("Reason", "增加领导会签"));
        Assert.Contains("复查权利告知", browser.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal("增加领导会签", browser.ValueOf("Reason"));
        Assert.Equal(4, await PublishedAsync());
    }

    private async Task ReplayAsync(Cases cases)
    {
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(_first, await MendedAsync(), publish: false)).Status);
        var browser = _web.As(_first);
        await browser.OpenAsync(Page);

        Assert.Contains("检查未发现问题", browser.Text("#findings"), StringComparison.Ordinal);
        Assert.Contains("会签", browser.Text("#changes"), StringComparison.Ordinal);
        Assert.DoesNotContain("修改了流程", browser.Text("#changes"), StringComparison.Ordinal);
        Assert.Contains("最近 5 件", browser.Text("#replay"), StringComparison.Ordinal);
        Assert.Contains("其中 2 件", browser.Text("#replay"), StringComparison.Ordinal);
        var departures = browser.Page.QuerySelectorAll("#departures tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains(departures, d => d.Contains(cases.Done.Number, StringComparison.Ordinal) && d.Contains("领导会签", StringComparison.Ordinal));
        Assert.Contains(departures, d => d.Contains(cases.Waiting.Number, StringComparison.Ordinal));
        Assert.Equal(2, departures.Count);
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
    }

    private async Task PublishByTwoAsync()
    {
        var alone = await SaveAsync(_first, await LatestAsync(), publish: true);
        Assert.Equal(HttpStatusCode.BadRequest, alone.Status);
        Assert.Contains("须由两人", Errors(alone.Json), StringComparison.Ordinal);

        var first = _web.As(_first);
        await first.OpenAsync(Page);
        await first.PressAsync("提请发布", ("Reason", "增加领导会签"));
        Assert.Contains("增加领导会签", first.Text("#proposal"), StringComparison.Ordinal);
        Assert.DoesNotContain("同意并发布", first.Text("button"), StringComparison.Ordinal);
        var proposal = await _web.Office.ReadAsync(db => db.Set<FlowProposal>().Select(p => p.Id).SingleAsync(Cancellation));
        var own = await _web.TryAsync<DecideFlowHandler>(h => h.HandleAsync(new DecideFlow(proposal, Approve: true, null, _first), Cancellation));
        Assert.Equal("flow-own-proposal", own.Refusal?.Code);
        Assert.Contains("另一名管理员", Errors((await SaveAsync(_first, await LatestAsync(), publish: true)).Json), StringComparison.Ordinal);

        // What was changed after it was asked for is not what the second person agrees to: it is asked for anew.
        var changed = await LatestAsync();
        Step(changed, "verify")["metadata"]!["displayText"] = "另一个名字";
        Assert.Contains("又有改动", Errors((await SaveAsync(_second, changed, publish: true)).Json), StringComparison.Ordinal);
        Assert.Equal(4, await PublishedAsync());

        var second = _web.As(_second);
        await second.OpenAsync(Page);
        await second.PressAsync("同意并发布");
        Assert.Contains("又有改动", second.Text("#problems"), StringComparison.Ordinal);
        await first.OpenAsync(Page);
        await first.PressAsync("提请发布", ("Reason", "增加领导会签，改名"));
        await second.OpenAsync(Page);
        await second.PressAsync("同意并发布");
        Assert.Equal(5, await PublishedAsync());
        Assert.Contains("没有草稿", second.Text("#draft"), StringComparison.Ordinal);
        await second.OpenAsync("/designer/history?flow=petition");
        Assert.Contains("Administrator 2", second.Text("main tbody tr:first-child"), StringComparison.Ordinal);
    }

    private async Task MoveAsync(Cases cases)
    {
        var instances = await InstancesAsync(cases);
        var browser = _web.As(_first);
        await browser.OpenAsync(Page);
        var rows = browser.Page.QuerySelectorAll("#plans tbody tr").ToDictionary(r => r.QuerySelector(".form-check-label")!.TextContent, r => r.TextContent);
        Assert.Equal([cases.First.Number, cases.Second.Number, cases.Third.Number, cases.Waiting.Number], rows.Keys);
        Assert.All(cases.Running, c => Assert.Contains("可改用第 5 版", rows[c.Number], StringComparison.Ordinal));
        Assert.Contains("没有“", rows[cases.Waiting.Number], StringComparison.Ordinal);

        await browser.PressAsync("所选改用第 5 版", [.. instances.Select(i => ("Instances", (string?)i.Value)), ("Reason", "统一口径")]);
        Assert.Contains(cases.Waiting.Number, browser.Text("#problems"), StringComparison.Ordinal);
        Assert.All(await VersionsAsync(cases.Running), version => Assert.Equal(4, version));

        var tasks = await OpenTasksAsync();
        await browser.PressAsync("所选改用第 5 版", [.. cases.Running.Select(c => ("Instances", (string?)instances[c.Id])), ("Reason", "统一口径")]);
        Assert.All(await VersionsAsync(cases.Running), version => Assert.Equal(5, version));
        Assert.Equal(tasks, await OpenTasksAsync());
        Assert.Equal(4, Assert.Single(await VersionsAsync([cases.Waiting])));
        var clerk = _web.As(_web.Office.Clerk);
        await clerk.OpenAsync($"/cases/{cases.First.Number}");
        Assert.Contains("由第 4 版改用第 5 版", clerk.Text(".case-history"), StringComparison.Ordinal);

        // It goes on where the new version leads.
        await _web.PassAsync(cases.Third.Id);
        Assert.Equal(Roles.Leader, (await _web.TaskAsync(cases.Third.Id, "approve-extension")).Role);
    }

    private async Task UndoAsync(Cases cases)
    {
        var browser = _web.As(_second);
        await browser.OpenAsync(Page);
        await browser.PressAsync("撤销");
        Assert.Contains("其中 2 件由Administrator 2撤销", browser.Text("#moves"), StringComparison.Ordinal);
        Assert.Equal([4, 4, 5], await VersionsAsync(cases.Running));
        await _web.CompleteAsync(cases.First.Id, "preliminary-review", _web.Office.Clerk, "Accept");
        Assert.Equal(CaseStage.Classification, (await _web.CaseAsync(cases.First.Id)).Stage);
        await _web.CompleteAsync(cases.Third.Id, "approve-extension", _web.Office.Leader, "Approve");
        await _web.DeliverAsync(cases.Third.Id);
        Assert.Equal(CaseOutcome.Resolved, (await _web.CaseAsync(cases.Third.Id)).Outcome);
    }

    /// <summary>The leader signs what passed the verification; petitioners are not waited for any more.</summary>
    private async Task<JsonNode> MendedAsync()
    {
        var draft = await LatestAsync();
        Connection(draft, "verify", "Pass")["target"]!["activity"] = "ends-with-opinion";
        var activities = draft["root"]!["activities"]!.AsArray();
        var countersign = Step(draft, "approve-extension").DeepClone();
        (countersign["id"], countersign["name"], countersign["nodeId"], countersign["metadata"]!["displayText"]) =
            ("countersign", "countersign", "Workflow1:petition-flow:countersign", "领导会签");
        activities.Add(countersign);
        Connection(draft, "verify", "Pass")["target"]!["activity"] = "countersign";
        activities.Remove(Step(draft, "await-completion"));
        var connections = draft["root"]!["connections"]!.AsArray();
        foreach (var gone in connections.Where(c => c!["source"]!["activity"]!.GetValue<string>() == "await-completion").ToList())
        {
            connections.Remove(gone);
        }

        Connection(draft, "completion-notice", "Done")["target"]!["activity"] = "archive-not-completed";
        foreach (var (port, to) in new[] { ("Approve", "ends-with-opinion"), ("Refuse", "return-for-rework") })
        {
            var way = Connection(draft, "verify", "Pass").DeepClone();
            (way["source"]!["activity"], way["source"]!["port"], way["target"]!["activity"]) = ("countersign", port, to);
            connections.Add(way);
        }

        return draft;
    }

    private static JsonNode Step(JsonNode flow, string id) => flow["root"]!["activities"]!.AsArray().Single(a => a!["id"]!.GetValue<string>() == id)!;

    private static JsonNode Connection(JsonNode flow, string source, string port) => flow["root"]!["connections"]!.AsArray()
        .Single(c => c!["source"]!["activity"]!.GetValue<string>() == source && c["source"]!["port"]!.GetValue<string>() == port)!;

    private static string Errors(JsonNode answer) => string.Join(' ', answer["errors"]!["generalErrors"]!.AsArray().Select(e => e!.GetValue<string>()));

    private async Task<JsonNode> LatestAsync() =>
        JsonNode.Parse(await (await ClientAsync(_first)).GetStringAsync("/elsa/api/workflow-definitions/by-definition-id/petition?versionOptions=Latest", Cancellation))!;

    private async Task<int> PublishedAsync() => await _web.Office.ReadAsync(db =>
        db.Set<WorkflowDefinitionRow>().Where(d => d.DefinitionId == "petition" && d.IsPublished).Select(d => d.Version).SingleAsync(Cancellation));

    private async Task<(HttpStatusCode Status, JsonNode Json)> SaveAsync(Viewer by, JsonNode model, bool publish)
    {
        using var client = await ClientAsync(by);
        using var answer = await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }, Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }

    /// <summary>As the designer asks: with a token of the person's session.</summary>
    private async Task<HttpClient> ClientAsync(Viewer person)
    {
        var browser = _web.As(person);
        await browser.OpenAsync("/designer/token");
        var client = _web.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JsonNode.Parse(browser.Source)!["token"]!.GetValue<string>());
        return client;
    }

    private async Task<Dictionary<Guid, string>> InstancesAsync(Cases cases)
    {
        var ids = cases.Running.Append(cases.Waiting).Select(c => c.Id).ToList();
        return await _web.Office.ReadAsync(db => db.Set<Petition>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.WorkflowInstanceId!, Cancellation));
    }

    private async Task<IReadOnlyList<int>> VersionsAsync(IReadOnlyList<Petition> cases)
    {
        var versions = new List<int>();
        foreach (var petition in cases)
        {
            var instance = (await _web.CaseAsync(petition.Id)).WorkflowInstanceId;
            versions.Add(await _web.Office.ReadAsync(db => db.Set<WorkflowInstanceRow>().Where(i => i.Id == instance).Select(i => i.Version).SingleAsync(Cancellation)));
        }

        return versions;
    }

    private Task<List<Guid>> OpenTasksAsync() => _web.Office.ReadAsync(db =>
        db.Set<PetitionWorkflow.Tasks.WorkTask>().Where(t => t.State == PetitionWorkflow.Tasks.TaskState.Open).Select(t => t.Id).OrderBy(id => id).ToListAsync(Cancellation));

    private sealed record Cases(Petition First, Petition Second, Petition Third, Petition Waiting, Petition Done)
    {
        public IReadOnlyList<Petition> Running => [First, Second, Third];
    }
}
