using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>Elsa Studio's editor as an administrator handles it: with the mouse on the diagram, with the keyboard in the inputs.</summary>
internal sealed class DesignerCanvas(IPage page)
{
    public ILocator Connections => page.Locator(".x6-edge");

    public async Task WaitAsync()
    {
        await Connections.First.WaitForAsync();
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('elsa-activity-wrapper')].every(e => e.querySelector('.elsa-activity'))");
    }
}
