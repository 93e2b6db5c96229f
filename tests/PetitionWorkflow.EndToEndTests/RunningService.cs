using System.Collections.Concurrent;
using System.Diagnostics;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>The real program as its own process, on a port of its own, with a data folder of its own.</summary>
public sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);
    private readonly Process _process;
    private readonly string _folder;
    private readonly ConcurrentQueue<string> _said = new();
    private volatile Uri? _address;

    private RunningService(Process process, string folder) => (_process, _folder) = (process, folder);

    public Uri Address => _address ?? throw new InvalidOperationException("The service does not listen yet.");

    /// <summary>What the program wrote to its console.</summary>
    public IEnumerable<string> Said => _said;

    public static async Task<RunningService> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("petition-e2e-").FullName;
        var program = Path.Combine(AppContext.BaseDirectory, "PetitionWorkflow.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", ListeningLine.AnyPort])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Demo__Enabled"] = "true";
        start.Environment[ListeningLine.Setting] = "Information";

        // Short, so that a journey in the designer outlives its tokens; longer than a busy machine takes over one call.
        start.Environment["ElsaApi__TokenLifetime"] = "00:00:20";
        var process = Process.Start(start)!;
        var service = new RunningService(process, folder);
        process.OutputDataReceived += (_, line) => service.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => service.Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await service.WaitUntilReadyAsync(cancellation);
        return service;
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var started = Stopwatch.StartNew();
        while (started.Elapsed < StartLimit && !_process.HasExited)
        {
            try
            {
                if (_address is { } address && (await http.GetAsync(new Uri(address, "/health/ready"), cancellation)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet: that is what is being waited for.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }

        throw new InvalidOperationException($"The service did not become ready:\n{string.Join('\n', _said)}");
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            _address ??= ListeningLine.AddressIn(line);
            _said.Enqueue(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
