using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>An administrator works on the office's flows in the real Elsa Studio.</summary>
public sealed class DesignerJourney(Browser browser) : IClassFixture<Browser>
{
    private const string Flows = "/designer/workflows/definitions";

    /// <summary>The bundle is WebAssembly that the browser interprets; a busy machine takes its time over it.</summary>
    private const float Patience = 120_000;

    [Fact]
    public async Task Flow_GoesOutAsAFile_AndComesInUnderAnotherName()
    {
        var admin = await OpenAsync(Flows);
        await OpenFlowAsync(admin, "领导批示");
        await new DesignerCanvas(admin).WaitAsync();
        await admin.Locator(".designer-host .mud-menu-icon-button-activator").First.ClickAsync();
        await admin.Locator(".mud-popover-open .mud-menu-item", new PageLocatorOptions { HasText = "Export" }).First.ClickAsync();
        var file = await admin.RunAndWaitForDownloadAsync(() => admin.Locator(".mud-dialog button.mud-button-filled").Last.ClickAsync());
        var flow = JsonNode.Parse(await File.ReadAllTextAsync((await file.PathAsync())!, TestContext.Current.CancellationToken))!;
        Assert.Equal(("leader-instruction", "Elsa.Flowchart"), (flow["definitionId"]!.GetValue<string>(), flow["root"]!["type"]!.GetValue<string>()));

        (flow["id"], flow["definitionId"], flow["name"]) = ("copy-1", "copy", "领导批示（副本）");
        await admin.GotoAsync(Flows);
        await Row(admin, "领导批示").WaitForAsync();
        await admin.Locator(".designer-host .mud-button-group-root button").Last.ClickAsync();
        var chooser = await admin.RunAndWaitForFileChooserAsync(() => admin.Locator(".mud-popover-open .mud-menu-item", new PageLocatorOptions { HasText = "Import" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "copy.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(flow.ToJsonString()) });
        await Row(admin, "领导批示（副本）").WaitForAsync();
        await Browser.PictureAsync(admin, "designer-imported");
    }

    [Fact]
    public async Task Edit_SurvivesTheEndOfTheSession()
    {
        var admin = await OpenAsync(Flows + "/review-request/edit");
        await new DesignerCanvas(admin).WaitAsync();
        await admin.Context.ClearCookiesAsync();

        // The token of the open page ends as well, before or while the change is saved.
        await admin.Locator("#designer-notice:not([hidden])").WaitForAsync();
        var description = admin.Locator(".mud-input-control", new PageLocatorOptions { Has = admin.Locator("label", new PageLocatorOptions { HasText = "Description" }) }).Locator("textarea").First;
        var saved = admin.WaitForResponseAsync(answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal) && answer.Ok);
        await description.FillAsync("登录过期时所作的修改");
        await description.PressAsync("Tab");
        Assert.Contains("登录已过期", await admin.InnerTextAsync("#designer-notice"), StringComparison.Ordinal);
        await Browser.PictureAsync(admin, "designer-session-ended");

        var again = await admin.Context.NewPageAsync();
        await again.GotoAsync(browser.Address + "sign-in");
        await again.Locator(".demo-accounts button:has-text('admin ·')").First.ClickAsync();
        await saved;
        await admin.Locator("#designer-notice").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Hidden });
        var stored = await admin.EvaluateAsync<string>("async () => (await (await fetch('/elsa/api/workflow-definitions/by-definition-id/review-request')).json()).description");
        Assert.Equal("登录过期时所作的修改", stored);
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

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await browser.SignInAsync("admin", path);
        page.SetDefaultTimeout(Patience);
        return page;
    }

    private static ILocator Row(IPage page, string name) => page.Locator("tr", new PageLocatorOptions { HasText = name }).First;

    private static async Task OpenFlowAsync(IPage admin, string name)
    {
        await Row(admin, name).WaitForAsync();
        await Browser.PictureAsync(admin, "designer-list");
        await Row(admin, name).ClickAsync();
        await admin.WaitForURLAsync("**/edit");
    }
}
