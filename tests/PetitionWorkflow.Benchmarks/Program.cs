using PetitionWorkflow.Benchmarks;
using PetitionWorkflow.Benchmarks.Runtime;
using PetitionWorkflow.Benchmarks.Service;

// dotnet run -c Release --project tests/PetitionWorkflow.Benchmarks [-- runtime|service] [--json FILE]
var jsonFile = Array.IndexOf(args, "--json") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
var all = new List<Figures>();
foreach (var (name, run) in new (string, Func<Task<Figures>>)[] { ("runtime", RuntimeBenchmark.RunAsync), ("service", ServiceBenchmark.RunAsync) })
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
