using PetitionWorkflow.Benchmarks;
using PetitionWorkflow.Benchmarks.Runtime;

// dotnet run -c Release --project tests/PetitionWorkflow.Benchmarks [-- runtime] [--json FILE]
var jsonFile = Array.IndexOf(args, "--json") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
Figures[] all = [await RuntimeBenchmark.RunAsync()];
foreach (var figures in all)
{
    figures.Print();
}

if (jsonFile is not null)
{
    Figures.Write(jsonFile, all);
}

return 0;
