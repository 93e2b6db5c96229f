using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>An administrator changes the office's flow in the real Elsa Studio, and the next case goes the new way.</summary>
[Collection(DesignerRuns.Alone)]
public sealed class DesignerJourney(Browser browser) : Journey, IClassFixture<Browser>
{
    private const string Flows = "/designer/workflows/definitions", NewStep = "来件核对";

    /// <summary>The bundle is WebAssembly that the browser interprets; a busy machine takes its time over it.</summary>
    private const float Patience = 120_000;

    [Fact]
    public async Task Administrator_PutsAStepIntoTheFlow_AndTheNextCaseTakesIt()
    {
        var admin = await OpenAsync(Flows + "/petition/edit");
        var canvas = new DesignerCanvas(admin);
        await canvas.WaitAsync();
        Assert.Equal(await DrawnAsync(admin, "petition"), await canvas.PlacesAsync());
        Assert.Contains("start", await canvas.InSightAsync());
        await Browser.PictureAsync(admin, "designer-editor");

        var step = await EditAsync(admin, async () =>
        {
            // Studio draws its panels anew after every save by itself, and a machine types faster than that; publishing saves all of it.
            await canvas.StopSavingAsync();
            await canvas.ShowAsync("is-answered");
            await canvas.CutAsync("is-answered", "False");
            var added = await AddStepAsync(admin, canvas);
            await canvas.ConnectAsync("is-answered", "False", added);
            await canvas.ConnectAsync(added, "核对无误", "preliminary-review");
            await Browser.PictureAsync(admin, "designer-connected");
            var (accepted, flow) = await canvas.PublishAsync();
            Assert.Equal(200, accepted);
            Assert.Contains("multiline", flow, StringComparison.Ordinal);
            return added;
        });
        var published = Stopwatch.StartNew();
        await Browser.PictureAsync(admin, "designer-published");

        // The draft that is broken now is refused, and the version just published stays in force.
        await canvas.CutAsync(step, "核对无误");
        Assert.Equal(400, (await canvas.PublishAsync()).Status);
        await admin.Locator("#designer-notice li").First.WaitForAsync();
        var refusal = await admin.InnerTextAsync("#designer-notice");
        Assert.Contains("出口“核对无误”没有连线", refusal, StringComparison.Ordinal);
        Assert.Contains("没有任何路径到达步骤“初步审查”", refusal, StringComparison.Ordinal);
        Assert.False(await admin.Locator("#blazor-error-ui").IsVisibleAsync());
        await Browser.PictureAsync(admin, "designer-refused");

        var (clerk, number) = await RegisterAsync(published);
        await OpenTheInstanceAsync(admin, number);
        await WalkTheStepAsync(clerk, number);
        await SeeTheInstanceAsync(admin, clerk, number, step);
    }

    [Fact]
    public async Task Flow_GoesOutAsAFile_AndComesInUnderAnotherName()
    {
        var admin = await OpenAsync(Flows);
        await Row(admin, "领导批示").WaitForAsync();
        await Browser.PictureAsync(admin, "designer-list");
        await Row(admin, "领导批示").Locator("button").Last.ClickAsync();
        await admin.Locator(".mud-popover-open .mud-menu-item", new PageLocatorOptions { HasText = "Export" }).First.ClickAsync();
        var file = await admin.RunAndWaitForDownloadAsync(() => admin.Locator(".mud-dialog button.mud-button-filled").Last.ClickAsync());
        var flow = JsonNode.Parse(await File.ReadAllTextAsync((await file.PathAsync())!, TestContext.Current.CancellationToken))!;
        Assert.Equal(("leader-instruction", "Elsa.Flowchart"), (flow["definitionId"]!.GetValue<string>(), flow["root"]!["type"]!.GetValue<string>()));

        await ImportAsync(admin, """{"definitionId":"old","variables":{"data":{}},"activities":[],"connections":[]}""");
        await admin.Locator("#designer-notice:not([hidden])").WaitForAsync();
        Assert.Contains("这是 Elsa 2 的流程定义", await admin.InnerTextAsync("#designer-notice"), StringComparison.Ordinal);
        await Browser.PictureAsync(admin, "designer-import-refused");

        (flow["id"], flow["definitionId"], flow["name"]) = ("copy-1", "copy", "领导批示（副本）");
        await ImportAsync(admin, flow.ToJsonString());
        await Row(admin, "领导批示（副本）").WaitForAsync();
        await Browser.PictureAsync(admin, "designer-imported");

        await Row(admin, "领导批示（副本）").ClickAsync();
        await Browser.ArriveAsync(admin, "**" + Flows + "/copy/edit");
        Assert.Equal("领导批示（副本）", await admin.InnerTextAsync(".designer-bar h1"));
        await IsToldOfAnotherEditorAsync(admin);
        await admin.ReloadAsync();
        await IsToldOfTheEndAsync(admin);
    }

    private static async Task ImportAsync(IPage admin, string file)
    {
        await admin.Locator(".designer-host .mud-button-group-root button").Last.ClickAsync();
        var chooser = await admin.RunAndWaitForFileChooserAsync(() => admin.Locator(".mud-popover-open .mud-menu-item", new PageLocatorOptions { HasText = "Import" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "copy.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(file) });
    }

    [Fact]
    public async Task Edit_SurvivesTheEndOfTheSession_AndTheFlowIsRunFromItsEditor()
    {
        const string Edit = "登录过期时所作的修改";
        var admin = await OpenAsync(Flows + "/review-request/edit");
        await new DesignerCanvas(admin).WaitAsync();
        await admin.Context.ClearCookiesAsync();

        // The token of the open page ends as well, before or while the change is saved.
        await admin.Locator("#designer-notice:not([hidden])").WaitForAsync();
        var description = DescriptionOf(admin);
        // Studio may have a save of its own under way; the one that is meant carries the edit.
        var saved = admin.WaitForResponseAsync(answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal)
            && answer.Ok && JsonNode.Parse(answer.Request.PostData!)?["model"]?["description"]?.GetValue<string>() == Edit);
        await description.FillAsync(Edit);
        await description.PressAsync("Tab");
        Assert.Contains("登录已过期", await admin.InnerTextAsync("#designer-notice"), StringComparison.Ordinal);
        await Browser.PictureAsync(admin, "designer-session-ended");

        var again = await admin.Context.NewPageAsync();
        await again.GotoAsync(browser.Address + "sign-in");
        await again.Locator(".demo-accounts button:has-text('admin ·')").First.ClickAsync();
        await saved;
        await admin.Locator("#designer-notice").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        var stored = await admin.EvaluateAsync<string>("async () => (await (await fetch('/elsa/api/workflow-definitions/by-definition-id/review-request')).json()).description");
        Assert.Equal(Edit, stored);
        await IsSavedWhenTheServiceIsThereAgainAsync(admin);

        // Studio would show the run in a page of its own; ours takes its place, whatever became of a run without a case.
        await new DesignerCanvas(admin).RunAsync();
        await Browser.ReachAsync(admin, "**/designer/workflows/instances/*/view");
        var run = new Uri(admin.Url).Segments[^2].TrimEnd('/');
        await admin.GotoAsync("/designer/workflows/instances");
        await Row(admin, run).WaitForAsync();
        Assert.False(await admin.Locator("#blazor-error-ui").IsVisibleAsync());
        await Browser.PictureAsync(admin, "designer-instances");
    }

    [Fact]
    public async Task Handler_IsRefusedTheDesigner()
    {
        var handler = await browser.SignInAsync("housing.handler");
        foreach (var path in new[] { Flows, Flows + "/petition/edit", "/designer/workflows/instances", "/designer/history" })
        {
            Assert.Equal(403, (await handler.GotoAsync(path))!.Status);
        }

        Assert.Equal(403, await handler.EvaluateAsync<int>("async () => (await fetch('/elsa/api/workflow-definitions')).status"));
        await Browser.PictureAsync(handler, "designer-handler-refused");
    }

    /// <summary>Somebody else saves the flow that is open here: the next save is refused in words, and theirs stays.</summary>
    private static async Task IsToldOfAnotherEditorAsync(IPage admin)
    {
        await new DesignerCanvas(admin).WaitAsync();
        var other = await admin.Context.NewPageAsync();
        await other.GotoAsync("/tasks");
        await other.EvaluateAsync("""
            async () => {
              const model = await (await fetch('/elsa/api/workflow-definitions/by-definition-id/copy')).json();
              model.description = '另一位管理员的修改';
              const answer = await fetch('/elsa/api/workflow-definitions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ model, publish: false }) });
              if (!answer.ok) throw new Error('The other save was refused: ' + answer.status);
            }
            """);
        await DescriptionOf(admin).FillAsync("后来的修改");
        await DescriptionOf(admin).PressAsync("Tab");
        await admin.Locator("#designer-notice:not([hidden])").WaitForAsync();
        Assert.Contains("已被他人修改", await admin.InnerTextAsync("#designer-notice"), StringComparison.Ordinal);
        await Browser.PictureAsync(admin, "designer-another-editor");
        Assert.Equal("另一位管理员的修改", await other.EvaluateAsync<string>("async () => (await (await fetch('/elsa/api/workflow-definitions/by-definition-id/copy')).json()).description"));
    }

    /// <summary>What runs inside Studio ends while a flow is edited: the page says so, and what was drawn and not saved is kept as a draft.</summary>
    private static async Task IsToldOfTheEndAsync(IPage admin)
    {
        const string Unsaved = "() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        var canvas = new DesignerCanvas(admin);
        await canvas.WaitAsync();
        await canvas.StopSavingAsync();
        var step = (await canvas.InSightAsync())[0];
        Assert.False(await admin.EvaluateAsync<bool>(Unsaved));
        await canvas.MoveAsync(step, 20, 60);
        await admin.WaitForFunctionAsync(Unsaved);
        var place = (await canvas.PlacesAsync()).Single(line => line.StartsWith(step + " ", StringComparison.Ordinal));
        await StopTheRuntimeAsync(admin);
        await DescriptionOf(admin).FillAsync("Nothing hears this");
        await admin.Locator("#blazor-error-ui").WaitForAsync();
        Assert.Contains("需要重新加载", await admin.InnerTextAsync("#blazor-error-ui"), StringComparison.Ordinal);
        Assert.Contains("已存为草稿", await admin.InnerTextAsync("#blazor-error-ui"), StringComparison.Ordinal);
        Assert.Contains(place, await DrawnAsync(admin, "copy"));
    }

    /// <summary>The service cannot be reached while a flow is edited: the edit waits.</summary>
    private static async Task IsSavedWhenTheServiceIsThereAgainAsync(IPage admin)
    {
        await admin.Context.SetOfflineAsync(true);
        await DescriptionOf(admin).FillAsync("断线时所作的修改");
        await DescriptionOf(admin).PressAsync("Tab");
        await admin.Locator("#designer-notice:not([hidden])").WaitForAsync();
        Assert.Contains("暂时连不上服务", await admin.InnerTextAsync("#designer-notice"), StringComparison.Ordinal);
        var saved = admin.WaitForResponseAsync(answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal) && answer.Ok);
        await admin.Context.SetOfflineAsync(false);
        Assert.Equal("断线时所作的修改", JsonNode.Parse(await (await saved).TextAsync())!["workflowDefinition"]!["description"]!.GetValue<string>());
        await admin.Locator("#designer-notice").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        Assert.False(await admin.Locator("#blazor-error-ui").IsVisibleAsync());
    }

    private static Task StopTheRuntimeAsync(IPage admin) => admin.EvaluateAsync("() => { window.hasStopped = true; setTimeout(() => getDotnetRuntime(0).exit(1)); }");

    /// <summary>Studio's own runtime stops at times (designer-rescue.js). Whoever edits is told, loads the page anew, and begins again.</summary>
    private static async Task<string> EditAsync(IPage admin, Func<Task<string>> edit)
    {
        try
        {
            return await edit();
        }
        catch (Exception stopped) when (stopped is PlaywrightException or TimeoutException)
        {
            if (!await admin.Locator("#blazor-error-ui").IsVisibleAsync())
            {
                throw;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine("Studio's runtime stopped while the flow was edited; it is edited again.");
        await admin.EvaluateAsync("""
            async () => {
              const latest = await (await fetch('/elsa/api/workflow-definitions/by-definition-id/petition')).json();
              if (!latest.isPublished) await fetch('/elsa/api/workflow-definition-versions/' + latest.id, { method: 'DELETE' });
            }
            """);
        await admin.ReloadAsync();
        await new DesignerCanvas(admin).WaitAsync();
        return await edit();
    }

    private static ILocator DescriptionOf(IPage admin) =>
        admin.Locator(".mud-input-control", new PageLocatorOptions { Has = admin.Locator("label", new PageLocatorOptions { HasText = "Description" }) }).Locator("textarea").First;

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await browser.SignInAsync("admin", path);
        page.SetDefaultTimeout(Patience);
        return page;
    }

    private static ILocator Row(IPage page, string name) => page.Locator("tr", new PageLocatorOptions { HasText = name }).First;

    /// <summary>Where the stored definition says that the steps stand.</summary>
    private static async Task<IReadOnlyList<string>> DrawnAsync(IPage admin, string flow)
    {
        var model = JsonNode.Parse(await admin.EvaluateAsync<string>("async flow => (await fetch('/elsa/api/workflow-definitions/by-definition-id/' + flow)).text()", flow))!;
        return
        [
            .. model["root"]!["activities"]!.AsArray().Select(a =>
            {
                var position = a!["metadata"]!["designer"]!["position"]!;
                return string.Create(CultureInfo.InvariantCulture, $"{a["id"]!.GetValue<string>()} {position["x"]!.GetValue<double>()} {position["y"]!.GetValue<double>()}");
            }),
        ];
    }

    /// <summary>A new kind of step, drawn without a programmer.</summary>
    private static async Task<string> AddStepAsync(IPage admin, DesignerCanvas canvas)
    {
        var step = await canvas.DropAsync("信访", "人工步骤", 60, 180);
        await Browser.PictureAsync(admin, "designer-dropped");
        // First the code editor, which hands its text on a moment after the last key.
        await canvas.PasteCodeAsync("自定义表单", """[{"name":"note","kind":"multiline","label":"核对说明","required":true}]""");
        await canvas.TypeAsync("标题", NewStep);
        await canvas.TypeAsync("办理结果（出口）", "核对无误");
        await canvas.ChooseAsync("角色", "信访工作人员");
        var stored = "";
        for (var tries = 0; tries < 5 && !stored.Contains("multiline", StringComparison.Ordinal); tries++)
        {
            stored = await canvas.SaveAsync(step);
        }

        Assert.Contains(NewStep, stored, StringComparison.Ordinal);
        Assert.Contains("Clerk", stored, StringComparison.Ordinal);
        await admin.Locator($".x6-node[data-cell-id='{step}'] [port='核对无误']").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        await Browser.PictureAsync(admin, "designer-filled");
        return step;
    }

    private async Task<(IPage Clerk, string Number)> RegisterAsync(Stopwatch published)
    {
        var clerk = await browser.SignInAsync("clerk", "/intake/online");
        clerk.SetDefaultTimeout(Patience);
        await clerk.FillAsync("[name='Input.Register.Platform']", "市长信箱");
        await clerk.FillAsync("[name='Input.Subject']", "公园长椅损坏");
        await clerk.FillAsync("[name='Input.Text']", "公园里的长椅坏了两张，请求修理。");
        var clicked = published.Elapsed;
        await clerk.ClickAsync("#register-form button.btn-primary");
        await Browser.ArriveAsync(clerk, "**/intake/receipt/*");
        TestContext.Current.TestOutputHelper?.WriteLine($"From the click on register to the case on the new route: {(published.Elapsed - clicked).TotalMilliseconds:0} ms");
        return (clerk, new Uri(clerk.Url).Segments[^1]);
    }

    /// <summary>From the case's page to its instance; Studio starts there while the clerk is at work.</summary>
    private static async Task OpenTheInstanceAsync(IPage admin, string number)
    {
        await admin.GotoAsync("/cases/" + number);
        await admin.ClickAsync(".case-instances a");
        await Browser.ReachAsync(admin, "**/designer/workflows/instances/*/view");
    }

    /// <summary>The new step is in the clerks' inbox with its form, and is done.</summary>
    private static async Task WalkTheStepAsync(IPage clerk, string number)
    {
        await clerk.GotoAsync("/tasks");
        await Browser.PictureAsync(clerk, "designer-inbox");
        await clerk.Locator("tr", new PageLocatorOptions { HasText = number }).Locator("a", new LocatorLocatorOptions { HasText = NewStep }).ClickAsync();
        await Browser.ArriveAsync(clerk, "**/tasks/*");
        await clerk.FillAsync("[name='f-note']", "已与来信人核对");
        await Browser.PictureAsync(clerk, "designer-task");
        await clerk.ClickAsync("#task-form button[value='核对无误']");
    }

    private static async Task SeeTheInstanceAsync(IPage admin, IPage clerk, string number, string step)
    {
        var canvas = new DesignerCanvas(admin);
        await canvas.WaitAsync();
        await BadgeAsync(admin, step, "success");
        await BadgeAsync(admin, "preliminary-review", "warning");
        await Browser.PictureAsync(admin, "designer-waiting");
        await canvas.ShowAsync("is-answered");
        await Browser.PictureAsync(admin, "designer-instance");

        // The open viewer is told of what somebody else does.
        await CaseSteps.StepAsync(clerk, number, "designer-live", "Accept", ("comment", "属受理范围"));
        await BadgeAsync(admin, "preliminary-review", "success");
        await Browser.PictureAsync(admin, "designer-live");
        Assert.False(await admin.Locator("#blazor-error-ui").IsVisibleAsync());
        await StopTheRuntimeAsync(admin);
        await admin.WaitForFunctionAsync("() => !window.hasStopped");
        await BadgeAsync(admin, "preliminary-review", "success");

        // Drawn anew, with the step in the middle that the case now waits at.
        await canvas.SeeAsync("classify");
        await admin.ClickAsync(".designer-case");
        await Browser.ArriveAsync(admin, "**/cases/" + number);
    }

    private static Task BadgeAsync(IPage admin, string step, string colour) =>
        admin.Locator($".x6-node[data-cell-id='{step}'] .mud-badge.mud-theme-{colour}").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
}
