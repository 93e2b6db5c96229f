using System.Globalization;

namespace PetitionWorkflow.Benchmarks;

/// <summary>What may be asked of the program. A word that it does not know must not start half an hour of measuring.</summary>
public static class Usage
{
    public const int Wrong = 2;

    public const string Text = """
        Usage: dotnet run -c Release --project tests/PetitionWorkflow.Benchmarks -- [PART]
          [runtime|service|designer|deadlines] [--json FILE]
          crash [--kills 200] [--seed 1] [--lanes 2]
          simulate [--petitions 20000] [--seed 1] [--kills 500] [--days 365]
          suggest --data FILE   (CSV with the columns subject, text, category)
        """;

    private static readonly string[] Files = ["--json", "--data"];

    private static readonly Dictionary<string, string[]> Parts = new()
    {
        [""] = ["--json"], ["runtime"] = ["--json"], ["service"] = ["--json"], ["designer"] = ["--json"], ["deadlines"] = ["--json"],
        ["crash"] = ["--kills", "--seed", "--lanes"],
        ["simulate"] = ["--petitions", "--seed", "--kills", "--days"],
        ["suggest"] = ["--data"],
    };

    public static bool Knows(string[] args)
    {
        if (args is ["crash-worker", _, _])
        {
            return true;
        }

        var (part, rest) = args is [var first, ..] && !first.StartsWith('-') ? (first, args[1..]) : ("", args);
        return Parts.TryGetValue(part, out var options) && (part != "suggest" || rest.Length > 0)
            && rest.Chunk(2).All(option => option is [var name, var value] && options.Contains(name) && (Files.Contains(name) || IsNumber(value)));
    }

    private static bool IsNumber(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
