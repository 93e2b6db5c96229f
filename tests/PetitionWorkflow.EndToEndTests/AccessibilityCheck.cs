using System.Reflection;
using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>Opens pages, lets axe look at each (WCAG 2.2, A and AA), and keeps account of the routes that were seen.</summary>
internal sealed class AccessibilityCheck
{
    /// <summary>Studio inside the designer's pages is shown as it ships.</summary>
    private const string Run = """
        async () => (await axe.run({ exclude: ['.designer-host'] },
          { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] }))
          .violations.flatMap(v => v.nodes.map(n => `${v.id} at ${n.target}: ${n.html}`))
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Every page of the program: the compiler notes its route.</summary>
    private static readonly IReadOnlyList<RouteTemplate> Routes =
    [
        .. typeof(Web.Staff.CurrentViewer).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RazorCompiledItemMetadataAttribute>())
            .Where(m => m.Key == "RouteTemplate").Select(m => TemplateParser.Parse(m.Value.Trim('/'))),
    ];

    private readonly HashSet<string> _seen = [];
    private readonly List<string> _faults = [];

    /// <summary>What axe found, by page: rule and element.</summary>
    public IReadOnlyList<string> Faults => _faults;

    public static IEnumerable<string> AllRoutes => Routes.Select(r => r.TemplateText!);

    public IEnumerable<string> Unseen => AllRoutes.Except(_seen);

    public async Task VisitAsync(IPage page, params string[] paths)
    {
        foreach (var path in paths)
        {
            if (await page.GotoAsync(path) is { Ok: false } answer)
            {
                _faults.Add($"{path}: answered {answer.Status}");
            }

            await LookAsync(page);
        }
    }

    /// <summary>Looks at the page that is open now.</summary>
    public async Task LookAsync(IPage page)
    {
        var path = new Uri(page.Url).AbsolutePath;
        _seen.Add(RouteOf(path) ?? throw new InvalidOperationException($"No page has the address {path}."));

        await page.EvaluateAsync(Axe);
        _faults.AddRange((await page.EvaluateAsync<string[]>(Run)).Select(found => $"{path}: {found}"));
    }

    /// <summary>On a phone's screen nothing runs out at the side.</summary>
    public async Task LookOnAPhoneAsync(IPage page, params string[] paths)
    {
        await page.SetViewportSizeAsync(390, 844);
        foreach (var path in paths)
        {
            await VisitAsync(page, path);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
            {
                _faults.Add($"{path}: {over} pixels wider than a phone");
            }

            await Browser.PictureAsync(page, "phone" + path.Replace('/', '-'));
        }
    }

    private static string? RouteOf(string path) => Routes
        .Where(r => new TemplateMatcher(r, []).TryMatch(path, []))
        .MaxBy(r => r.Segments.Count(s => s.IsSimple && s.Parts[0].IsLiteral))?.TemplateText;
}
