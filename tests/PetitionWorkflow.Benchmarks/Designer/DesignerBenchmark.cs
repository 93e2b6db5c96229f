using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PetitionWorkflow.Benchmarks.Runtime;
using PetitionWorkflow.Benchmarks.Service;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.Benchmarks.Designer;

/// <summary>
/// What an administrator waits for in the designer with 10,000 instances: the palette that is asked for after every save, the list
/// pages, saving, the next case on the new route, and the editor itself. <c>-- designer --json FILE</c>.
/// </summary>
internal static class DesignerBenchmark
{
    private const int Instances = 10_000, Imported = 100, Requests = 300;
    private const string Key = "bench-key";

    public static async Task<Figures> RunAsync()
    {
        var figures = new Figures("designer");
        await using var service = await BenchService.StartAsync(demo: true);
        await new BenchOffice(service).ImportAsync(Imported);
        using (var connection = service.Open())
        {
            Fillers.Add(connection, Instances - Imported);
        }

        using var folder = new ProgramFolder().With("Storage__Root", Path.GetDirectoryName(service.DatabaseFile)!).With("ElsaApi__ApiKey", Key);
        await using var program = await folder.ServeAsync(default);
        using var client = new HttpClient { BaseAddress = new Uri(program.Address, "/elsa/api/") };
        client.DefaultRequestHeaders.Add("Authorization", "ApiKey " + Key);

        using var process = Process.GetProcessById(program.ProcessId);
        await MeasureAsync(figures, process, "descriptors", () => GetAsync(client, "descriptors/activities?Refresh=True"));
        await MeasureAsync(figures, process, "definitionList", () => GetAsync(client, "workflow-definitions?versionOptions=Latest&IsSystem=False&Page=0&PageSize=10"));
        await MeasureAsync(figures, process, "instanceList", () => PostAsync(client, "workflow-instances", new JsonObject { ["page"] = 0, ["pageSize"] = 10, ["orderBy"] = "Created" }));
        await MeasureAsync(figures, process, "instanceListLastPage", () => PostAsync(client, "workflow-instances", new JsonObject { ["page"] = 99, ["pageSize"] = 100, ["orderBy"] = "Created" }));
        await MeasureAsync(figures, process, "instanceSearch", () => PostAsync(client, "workflow-instances", new JsonObject { ["page"] = 0, ["pageSize"] = 10, ["searchTerm"] = "000042" }));
        await PublishAsync(figures, client, program);
        await EditorLoad.MeasureAsync(figures, program.Address);
        figures.Set("memoryMiB", PeakMemory.NowMiB(program.ProcessId));
        return figures;
    }

    private static async Task MeasureAsync(Figures figures, Process server, string name, Func<Task> ask)
    {
        await Measured.RunAsync(50, 1, _ => ask());
        server.Refresh();
        var before = server.TotalProcessorTime;
        var measured = await Measured.RunAsync(Requests, 1, _ => ask());
        server.Refresh();
        figures.Set(name + "ProcessorMilliseconds", (server.TotalProcessorTime - before).TotalMilliseconds / Requests);
        figures.Set(name + "P50Milliseconds", measured.P50);
        figures.Set(name + "P99Milliseconds", measured.P99);
    }

    /// <summary>Saves and publishes the petition flow, then registers a petition; the case must be on the version just published.</summary>
    private static async Task PublishAsync(Figures figures, HttpClient client, RunningProgram program)
    {
        using var clerk = await WebSession.SignInAsync(program.Address, "clerk", DemoOffice.Password, default);
        var (publish, next) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            var model = (await client.GetFromJsonAsync<JsonObject>("workflow-definitions/by-definition-id/petition?versionOptions=Latest"))!;
            model["description"] = $"round {round}";
            var watch = Stopwatch.StartNew();
            var published = await PostAsync(client, "workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true });
            publish.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            using var registered = await clerk.PostAsync(
                "/intake/online",
                [
                    new("Input.Id", Guid.CreateVersion7().ToString()), new("Input.ReceivedAt", $"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm}"),
                    new("Input.Subject", $"Bench {round}"), new("Input.Text", $"Round {round} of a benchmark asks for a repair."),
                    new("Input.Petitioner.PeopleCount", "1"), new("Input.Register.Platform", "12345"), new("Input.DuplicatesChecked", "true"),
                ],
                default);
            next.Add(watch.Elapsed.TotalMilliseconds);
            if (registered.StatusCode != HttpStatusCode.Redirect)
            {
                throw new InvalidOperationException($"The petition was not registered: {registered.StatusCode}");
            }

            var newest = (await PostAsync(client, "workflow-instances", new JsonObject { ["page"] = 0, ["pageSize"] = 1, ["orderBy"] = "Created" }))["items"]![0]!;
            if (newest["version"]!.GetValue<int>() != published["workflowDefinition"]!["version"]!.GetValue<int>())
            {
                throw new InvalidOperationException("The next case did not take the new route.");
            }
        }

        figures.Set("publishMilliseconds", Measured.Median(publish));
        figures.Set("nextCaseMilliseconds", Measured.Median(next));
    }

    private static async Task GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
