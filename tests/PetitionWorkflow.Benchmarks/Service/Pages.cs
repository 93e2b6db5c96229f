using System.Net;
using PetitionWorkflow.Staff;
using PetitionWorkflow.TestKit.Programs;

namespace PetitionWorkflow.Benchmarks.Service;

/// <summary>The real program over HTTP on the folder that the benchmark has filled: the inbox, completions, and what memory they take.</summary>
internal static class Pages
{
    private const int Rounds = 3;
    private const int Requests = 600;
    private const int Callers = 4;
    private const int Completed = 200;

    public static async Task MeasureAsync(Figures figures, string dataFolder)
    {
        using var folder = new ProgramFolder(BuiltProgram.Folder).With("Storage__Root", dataFolder);
        await using var program = await folder.ServeAsync(default);
        var clerks = new List<WebSession>();
        for (var i = 0; i < 8; i++)
        {
            clerks.Add(await WebSession.SignInAsync(program.Address, i % 2 == 0 ? "clerk" : "clerk2", DemoOffice.Password, default));
        }

        await Measured.RunAsync(60, Callers, i => InboxAsync(clerks[i % Callers]));
        figures.Set("memoryStartedMiB", Memory(program));
        var rounds = new List<Measured>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(await Measured.RunAsync(Requests, Callers, i => InboxAsync(clerks[i % Callers])));
        }

        figures.Set("inboxPagesPerSecond", Measured.Median(rounds.Select(r => r.PerSecond)));
        figures.Set("inboxP50Milliseconds", Measured.Median(rounds.Select(r => r.P50)));
        figures.Set("inboxP99Milliseconds", Measured.Median(rounds.Select(r => r.P99)));
        await CompleteAsync(figures, clerks, dataFolder);
        figures.Set("memoryMiB", Memory(program));
        figures.Set("memoryOwnMiB", PeakMemory.OwnMiB(program.ProcessId));
        figures.Set("memoryPeakMiB", PeakMemory.MiB(program.ProcessId));
        clerks.ForEach(c => c.Dispose());
    }

    private static Task InboxAsync(WebSession clerk) => clerk.GetAsync("/tasks", default);

    private static async Task CompleteAsync(Figures figures, List<WebSession> clerks, string dataFolder)
    {
        foreach (var callers in new[] { 1, 8 })
        {
            var rates = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var tasks = OpenTasks(dataFolder);
                rates.Add((await Measured.RunAsync(Completed, callers, async i =>
                {
                    using var answer = await clerks[i % callers].PostAsync($"/tasks/{tasks[i]}", [new("outcome", "Accept")], default);
                    if (answer.StatusCode != HttpStatusCode.Redirect)
                    {
                        throw new InvalidOperationException($"A task could not be completed: {answer.StatusCode}");
                    }
                })).PerSecond);
            }

            figures.Set($"httpComplete{callers}PerSecond", Measured.Median(rates));
        }
    }

    private static List<Guid> OpenTasks(string dataFolder)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(dataFolder, "petitions.db")};Pooling=False");
        connection.Open();
        return [.. Sql.Rows(connection, $"SELECT Id FROM Tasks WHERE State = 1 AND TaskType = 'preliminary-review' ORDER BY Id DESC LIMIT {Completed}").Select(r => new Guid((byte[])r["Id"], bigEndian: true))];
    }

    private static double Memory(RunningProgram program) => PeakMemory.NowMiB(program.ProcessId);
}
