using System.Diagnostics;
using Microsoft.Playwright;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Benchmarks.Designer;

/// <summary>
/// How long an administrator waits until the petition flow stands on the diagram, with an empty cache and with a full one, and what
/// goes over the wire for it. Without Chromium (<c>PETITION_TEST_CHROMIUM</c>) nothing is measured.
/// </summary>
internal static class EditorLoad
{
    private const string Editor = "designer/workflows/definitions/petition/edit", Drawn =
        "() => document.querySelector('.x6-edge') && [...document.querySelectorAll('elsa-activity-wrapper')].every(e => e.querySelector('.elsa-activity'))";

    private const float Patience = 180_000;

    public static async Task MeasureAsync(Figures figures, Uri address)
    {
        if (Environment.GetEnvironmentVariable("PETITION_TEST_CHROMIUM") is not { Length: > 0 } chromium)
        {
            return;
        }

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { BaseURL = address.ToString() });
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("[name='Input.UserName']", "admin");
        await page.FillAsync("[name='Input.Password']", DemoOffice.Password);
        await page.PressAsync("[name='Input.Password']", "Enter");
        await page.WaitForURLAsync(address.ToString());
        var network = await page.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        var received = 0d;
        network.Event("Network.loadingFinished").OnEvent += (_, done) => received += done!.Value.GetProperty("encodedDataLength").GetDouble();

        await network.SendAsync("Network.clearBrowserCache");
        foreach (var cache in new[] { "cold", "warm" })
        {
            await page.GotoAsync("/sign-in");
            received = 0;
            var (before, watch) = (await ProcessorAsync(browser), Stopwatch.StartNew());
            await page.GotoAsync(Editor);
            await page.WaitForFunctionAsync(Drawn);
            figures.Set(cache + "LoadMilliseconds", watch.Elapsed.TotalMilliseconds);
            figures.Set(cache + "LoadProcessorMilliseconds", await ProcessorAsync(browser) - before);
            figures.Set(cache + "LoadKilobytes", received / 1000);
        }
    }

    /// <summary>Of all the browser's processes; a busy machine stretches the wait, not this.</summary>
    private static async Task<double> ProcessorAsync(IBrowser browser)
    {
        var session = await browser.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        await session.DetachAsync();
        return answer!.Value.GetProperty("processInfo").EnumerateArray().Sum(p => p.GetProperty("cpuTime").GetDouble()) * 1000;
    }
}
