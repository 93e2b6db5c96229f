using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>A headless Chromium and the service it looks at, shared by the journeys of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private RunningService? _service;

    public Uri Address => _service!.Address;

    /// <summary>Where the pictures of the journeys go: beside the test program.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots")).FullName;

    private static string? Chromium => new[]
        {
            Environment.GetEnvironmentVariable("PETITION_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        }.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("PETITION_CI") == "1", "The build server must have Chromium.");
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        _service = await RunningService.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A fresh session: no cookies, Chinese by default. Skips the test when there is no browser.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        Assert.SkipWhen(_browser is null, "No Chromium found: install it, or name it in PETITION_TEST_CHROMIUM.");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            Locale = "zh-CN",
            ViewportSize = new ViewportSize { Width = 1360, Height = 900 },
        });
        var page = await context.NewPageAsync();
        Trace.Begin(page, _service!);
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Signs in with a demo account by clicking it.</summary>
    public async Task<IPage> SignInAsync(string userName, string path = "/")
    {
        var page = await OpenAsync("/sign-in?ReturnUrl=" + Uri.EscapeDataString(path));
        await page.Locator($".demo-accounts button:has-text('{userName} ·')").First.ClickAsync();
        await ArriveAsync(page, "**" + path);
        return page;
    }

    /// <summary>The page with this address is there, whole.</summary>
    public static async Task ArriveAsync(IPage page, string address)
    {
        await ReachAsync(page, address);
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>
    /// The page has this address. Events of a navigation may be over before anybody waits for them; what the page says of itself cannot be missed.
    /// </summary>
    /// <param name="page">The page.</param>
    /// <param name="address"><c>**</c> stands for anything, <c>*</c> for anything without a slash.</param>
    public static Task ReachAsync(IPage page, string address)
    {
        var pattern = Regex.Escape(address).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return page.WaitForFunctionAsync("pattern => new RegExp(pattern).test(location.href)", $"^{pattern}$");
    }

    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, name + ".png"), FullPage = true });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }
}
