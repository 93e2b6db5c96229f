using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>Elsa Studio's editor as an administrator handles it: with the mouse on the diagram, with the keyboard in the inputs.</summary>
internal sealed class DesignerCanvas(IPage page)
{
    private const string Save = "/elsa/api/workflow-definitions";

    public ILocator Nodes => page.Locator(".x6-node");

    public ILocator Connections => page.Locator(".x6-edge");

    /// <summary>Until every step is drawn; the page of an instance may load itself once more meanwhile (designer-rescue.js).</summary>
    public Task WaitAsync() => page.WaitForFunctionAsync(
        """
        () => {
          const steps = [...document.querySelectorAll('.x6-node elsa-activity-wrapper')];
          return document.querySelector('.x6-edge') && steps.length > 0 && steps.every(step => step.querySelector('.elsa-activity'));
        }
        """);

    /// <summary>Drags the empty canvas until the step stands at its upper left.</summary>
    public async Task ShowAsync(string step)
    {
        var canvas = await BoxAsync(page.Locator(".graph-container"));
        for (var pulls = 0; pulls < 20; pulls++)
        {
            var box = await BoxAsync(Node(step));
            var (dx, dy) = (Math.Clamp(canvas.X + 80 - box.X, -600, 600), Math.Clamp(canvas.Y + 80 - box.Y, -150, 150));
            if (Math.Abs(dx) < 2 && Math.Abs(dy) < 2)
            {
                return;
            }

            // The lower edge of the canvas is empty where the long flows are drawn in one row.
            var (x, y) = (dx > 0 ? canvas.X + 30 : canvas.X + canvas.Width - 30, canvas.Y + 280);
            await DragAsync((x, y), (x + dx, y + dy));
        }
    }

    /// <summary>Drops a step of the palette; gives its id.</summary>
    public async Task<string> DropAsync(string category, string name, float x, float y)
    {
        var before = await IdsAsync();
        await page.Locator(".mud-expand-panel", new PageLocatorOptions { HasText = category }).Last.Locator(".mud-expand-panel-header").ClickAsync();
        await page.Locator("[draggable=true]", new PageLocatorOptions { HasText = name }).First
            .DragToAsync(page.Locator(".graph-container"), new LocatorDragToOptions { TargetPosition = new TargetPosition { X = x, Y = y } });
        await page.WaitForFunctionAsync("count => document.querySelectorAll('.x6-node').length === count", before.Count + 1);
        return (await IdsAsync()).Except(before).Single();
    }

    public async Task MoveAsync(string step, float dx, float dy)
    {
        var (x, y) = await MiddleAsync(Node(step));
        await DragAsync((x, y), (x + dx, y + dy));
    }

    public async Task ConnectAsync(string from, string exit, string to)
    {
        var before = await Connections.CountAsync();
        await page.Mouse.ClickAsync(await ClearSpotXAsync(), await ClearSpotYAsync());
        await DragAsync(await MiddleAsync(Port(from, exit)), await MiddleAsync(Port(to, "In")));
        await page.WaitForFunctionAsync("count => document.querySelectorAll('.x6-edge').length === count", before + 1);
    }

    /// <summary>Points at a connection and presses the red cross that appears on it.</summary>
    public async Task CutAsync(string from, string exit)
    {
        var id = await page.EvaluateAsync<string>(
            """
            ([from, exit]) => {
              const port = document.querySelector(`.x6-node[data-cell-id="${from}"] [port="${exit}"]`).getBoundingClientRect();
              const [x, y] = [port.x + port.width / 2, port.y + port.height / 2];
              return [...document.querySelectorAll('.x6-edge')].find(edge => {
                const path = edge.querySelector('path'), start = path.getPointAtLength(0).matrixTransform(path.getScreenCTM());
                return Math.hypot(start.x - x, start.y - y) < 8;
              }).dataset.cellId;
            }
            """,
            new[] { from, exit });

        // Connections cross one another, so the mouse may point at two: the events go to the one that is meant.
        await page.Locator($".x6-edge[data-cell-id='{id}'] path").First.DispatchEventAsync("mouseover");
        await page.Locator($"[data-tool-name='button-remove'][data-cell-id='{id}']").Last.DispatchEventAsync("mousedown");
        await page.Locator($".x6-edge[data-cell-id='{id}']").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
    }

    public ILocator Input(string label) =>
        page.Locator(".rz-splitter-vertical .mud-input-control", new PageLocatorOptions { Has = page.Locator("label", new PageLocatorOptions { HasText = label }) }).First;

    public async Task ChooseAsync(string label, string option)
    {
        await Input(label).ClickAsync();
        await page.Locator(".mud-popover-open [role=option]", new PageLocatorOptions { HasText = option }).First.ClickAsync();
    }

    public async Task TypeAsync(string label, string text)
    {
        await Input(label).Locator("input").FillAsync(text);
        await Input(label).Locator("input").PressAsync("Enter");
    }

    /// <summary>Pastes the text over what stands in a code editor: it would close the brackets of typed text by itself.</summary>
    public async Task PasteCodeAsync(string label, string text)
    {
        await Input(label).Locator(".monaco-editor").First.EvaluateAsync(
            """
            (box, text) => {
              const editor = monaco.editor.getEditors().find(e => box === e.getDomNode() || box.contains(e.getDomNode()));
              editor.focus();
              editor.setSelection(editor.getModel().getFullModelRange());
              editor.trigger('keyboard', 'paste', { text });
            }
            """,
            text);
    }

    public async Task StopSavingAsync()
    {
        await page.Locator(".designer-host label", new PageLocatorOptions { HasText = "Auto-save" }).ClickAsync();
        await page.WaitForFunctionAsync("() => ![...document.querySelectorAll('.designer-host label')].find(l => l.innerText.includes('Auto-save')).querySelector('input').checked");
    }

    /// <summary>Presses the disk; gives the step as the server has it now.</summary>
    public async Task<string> SaveAsync(string step)
    {
        var saved = page.WaitForResponseAsync(IsSave);
        var palette = page.WaitForResponseAsync(answer => answer.Url.Contains("/descriptors/activities", StringComparison.Ordinal));
        await page.Locator(".designer-host .elsa-toolbar-icon button").First.ClickAsync();
        var model = JsonNode.Parse(await (await saved).TextAsync())!["workflowDefinition"]!;

        // Studio asks for the palette again after every save and draws its panels anew; what is changed meanwhile is lost.
        await palette;
        await page.Locator(".designer-host .mud-progress-linear-color-primary").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        return model["root"]!["activities"]!.AsArray().Single(a => a!["id"]!.GetValue<string>() == step)!.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Presses the cloud; gives the status of the answer and the answer.</summary>
    public async Task<(int Status, string Text)> PublishAsync()
    {
        var published = page.WaitForResponseAsync(answer => IsSave(answer) && answer.Request.PostData?.Contains("\"publish\":true", StringComparison.Ordinal) == true);
        await page.Locator(".designer-host button.mud-icon-button.mud-primary-text").First.ClickAsync();
        return ((await published).Status, await (await published).TextAsync());
    }

    /// <summary>Presses the arrow.</summary>
    public Task RunAsync() => page.Locator(".designer-host button:has(path[d='M8 5v14l11-7z'])").First.ClickAsync();

    /// <summary>Id, left and top of every step as drawn.</summary>
    public async Task<IReadOnlyList<string>> PlacesAsync() => await page.EvaluateAsync<string[]>(
        "() => [...document.querySelectorAll('.x6-node')].map(n => n.dataset.cellId + ' ' + n.getAttribute('transform').match(/-?[0-9.]+/g).slice(0, 2).map(Number).join(' '))");

    /// <summary>The steps that a reader sees whole, without moving the canvas.</summary>
    public async Task<IReadOnlyList<string>> InSightAsync() => await page.EvaluateAsync<string[]>(
        """
        () => {
          const pane = document.querySelector('.graph-container').getBoundingClientRect();
          return [...document.querySelectorAll('.x6-node')].filter(node => {
            const box = node.getBoundingClientRect();
            return box.left >= pane.left && box.right <= pane.right && box.top >= pane.top && box.bottom <= pane.bottom;
          }).map(node => node.dataset.cellId);
        }
        """);

    /// <summary>Until a step stands whole in the pane.</summary>
    public async Task SeeAsync(string step) => await page.WaitForFunctionAsync(
        """
        step => {
          const node = document.querySelector(`.x6-node[data-cell-id="${step}"]`), pane = document.querySelector('.graph-container')?.getBoundingClientRect();
          if (!node || !pane) return false;
          const box = node.getBoundingClientRect();
          return box.width > 0 && box.left >= pane.left && box.right <= pane.right && box.top >= pane.top && box.bottom <= pane.bottom;
        }
        """,
        step);

    private async Task<IReadOnlyList<string>> IdsAsync() => await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.x6-node')].map(n => n.dataset.cellId)");

    private ILocator Node(string step) => page.Locator($".x6-node[data-cell-id='{step}']");

    private ILocator Port(string step, string name) => page.Locator($".x6-node[data-cell-id='{step}'] [port='{name}']");

    /// <summary>Not one whose token had just ended: the page sends that again.</summary>
    private static bool IsSave(IResponse answer) => answer.Status != 401 && answer.Request.Method == "POST" && answer.Url.EndsWith(Save, StringComparison.Ordinal);

    /// <summary>A selected step lies under a frame that takes the mouse; a click beside it lets go of it.</summary>
    private async Task<float> ClearSpotXAsync() => (await BoxAsync(page.Locator(".graph-container"))).X + 20;

    private async Task<float> ClearSpotYAsync() => (await BoxAsync(page.Locator(".graph-container"))).Y + 380;

    private async Task DragAsync((float X, float Y) from, (float X, float Y) to)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((from.X + to.X) / 2, (from.Y + to.Y) / 2, new MouseMoveOptions { Steps = 2 });
        await page.Mouse.MoveAsync(to.X, to.Y, new MouseMoveOptions { Steps = 2 });
        await page.Mouse.UpAsync();
    }

    private static async Task<(float X, float Y)> MiddleAsync(ILocator locator)
    {
        var box = await BoxAsync(locator);
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator locator) => (await locator.First.BoundingBoxAsync())!;
}
