using System.Globalization;
using PetitionWorkflow.Benchmarks;
using PetitionWorkflow.Benchmarks.Crash;
using PetitionWorkflow.Benchmarks.Deadlines;
using PetitionWorkflow.Benchmarks.Designer;
using PetitionWorkflow.Benchmarks.Runtime;
using PetitionWorkflow.Benchmarks.Service;
using PetitionWorkflow.Benchmarks.Simulation;

// dotnet run -c Release --project tests/PetitionWorkflow.Benchmarks -- …; what may follow says Usage.
if (!Usage.Knows(args))
{
    Console.Error.WriteLine(Usage.Text);
    return Usage.Wrong;
}

if (args is ["crash-worker", var folder, var workerSeed])
{
    await CrashWorker.RunAsync(folder, int.Parse(workerSeed, CultureInfo.InvariantCulture));
}

if (args is ["crash", ..])
{
    var wrong = await CrashCampaign.RunSideBySideAsync(Number("--lanes", 2), Number("--kills", 200), Number("--seed", 1), Console.WriteLine);
    wrong.ToList().ForEach(Console.WriteLine);
    return wrong.Count == 0 ? 0 : 1;
}

if (args is ["simulate", ..])
{
    var year = await SimulatedYear.RunAsync(new YearPlan(Number("--petitions", 20_000), Number("--seed", 1), Number("--kills", 500), Number("--days", 365)), Console.WriteLine);
    Console.WriteLine(year);
    year.Wrong.ToList().ForEach(Console.WriteLine);
    return year.Wrong.Count == 0 ? 0 : 1;
}

if (args is ["suggest", "--data", var labelled, ..])
{
    SuggestionFigures.Print(labelled, Console.WriteLine);
    return 0;
}

var jsonFile = Array.IndexOf(args, "--json") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var all = new List<Figures>();
foreach (var (name, run) in new (string, Func<Task<Figures>>)[] { ("runtime", RuntimeBenchmark.RunAsync), ("service", ServiceBenchmark.RunAsync), ("designer", DesignerBenchmark.RunAsync), ("deadlines", DeadlineBenchmark.RunAsync) })
{
    if (args is [var asked, ..] && asked != "--json" && asked != name)
    {
        continue;
    }

    all.Add(await run());
    all[^1].Print();
}

if (jsonFile is not null)
{
    Figures.Write(jsonFile, all);
}

return 0;

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? int.Parse(args[place + 1], CultureInfo.InvariantCulture) : otherwise;
