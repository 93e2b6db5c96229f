using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>A story told in the browser. Of one that fails is kept, beside its pictures, what each open page showed and said, and what the service said.</summary>
public abstract class Journey : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        var context = TestContext.Current;
        var name = $"failed-{context.TestClass!.TestClassSimpleName}.{context.TestMethod!.MethodName}";
        foreach (var (trace, number) in Trace.Of(context.Test!.UniqueID).Select((trace, index) => (trace, index + 1)))
        {
            if (context.TestState?.Result == TestResult.Failed)
            {
                await trace.KeepAsync($"{name}-{number}");
            }

            // An open designer goes on asking the service, which would slow the next test down.
            await trace.Page.Context.CloseAsync();
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>What one page said while a test used it.</summary>
internal sealed class Trace
{
    private const int Shown = 12;
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<Trace>> All = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly RunningService _service;

    private Trace(IPage page, RunningService service)
    {
        (Page, _service) = (page, service);
        page.Console += (_, message) => Add($"{message.Type}: {message.Text}", message.Type is "warning" or "error");
        page.PageError += (_, error) => Add("uncaught: " + error, true);
        page.RequestFailed += (_, request) => Add($"failed: {request.Method} {request.Url} {request.Failure}", true);
        page.Response += (_, answer) => Add($"{answer.Status} {answer.Request.Method} {answer.Url}", answer.Status >= 400 || answer.Url.Contains("/elsa/", StringComparison.Ordinal));
    }

    public IPage Page { get; }

    /// <summary>From now until the end of the running test.</summary>
    public static void Begin(IPage page, RunningService service) =>
        All.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => new()).Enqueue(new Trace(page, service));

    public static IEnumerable<Trace> Of(string testId) => All.TryRemove(testId, out var traces) ? traces : [];

    public async Task KeepAsync(string name)
    {
        var file = Path.Combine(Browser.Pictures, name);
        await File.WriteAllLinesAsync(file + ".log", [Page.Url, .. _lines, "", "The service:", .. _service.Said]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{file}.log, of {Page.Url}:{Environment.NewLine}{string.Join(Environment.NewLine, _lines.TakeLast(Shown))}");
        try
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file + ".png" });
        }
        catch (Exception noPicture) when (noPicture is PlaywrightException or TimeoutException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"No picture of {Page.Url}: {noPicture.Message}");
        }
    }

    private void Add(string line, bool wanted)
    {
        if (wanted)
        {
            _lines.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {line}");
        }
    }
}
