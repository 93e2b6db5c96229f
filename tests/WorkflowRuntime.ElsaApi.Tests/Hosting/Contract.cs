using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowRuntime.ElsaApi.Tests.Hosting;

/// <summary>A row of docs/elsa-contract.md.</summary>
public sealed record ContractRow(string Method, string Route, IReadOnlyList<string> Callers, IReadOnlyList<int> Statuses, string Test);

/// <summary>docs/elsa-contract.md as the tests read it, and what the tests saw of it.</summary>
public static partial class Contract
{
    public static readonly IReadOnlyList<ContractRow> Rows = [.. Line().Matches(File.ReadAllText(DocumentPath())).Select(Read)];

    /// <summary>Which test class asked which route, and what it was answered.</summary>
    public static readonly ConcurrentDictionary<(string Method, string Route, string TestClass, int Status), bool> Answered = new();

    public static string Plain(string route) => route.Replace("/elsa/api", "", StringComparison.Ordinal).Replace(":int}", "}", StringComparison.Ordinal);

    private static ContractRow Read(Match line) => new(
        line.Groups["method"].Value,
        line.Groups["route"].Value,
        [.. Aside().Replace(line.Groups["caller"].Value, "").Split(',', StringSplitOptions.TrimEntries)],
        [.. Status().Matches(line.Groups["status"].Value).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))],
        line.Groups["test"].Value.Trim());

    private static string DocumentPath()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PetitionWorkflow.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "docs", "elsa-contract.md");
    }

    [GeneratedRegex(@"^\| (?<method>[A-Z]+) `(?<route>[^`]+)` \|(?<caller>[^|]*)\|(?<status>[^|]*)\|(?<test>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\b[1-5]\d\d\b")]
    private static partial Regex Status();
}
