using System.Text.Json.Nodes;

namespace WorkflowRuntime.Tests.Scenarios;

/// <summary>The hand-made definitions with everything that Elsa 3.8 showed of them: orders, values, journal, execution records.</summary>
public sealed class SampleTests
{
    public static TheoryData<string, int> Cases => new(AllCases);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios", "samples");

    private static IEnumerable<(string Name, int Index)> AllCases =>
        from file in Directory.GetFiles(Folder, "*.expected.json").Order(StringComparer.Ordinal)
        from index in Enumerable.Range(0, JsonNode.Parse(File.ReadAllText(file))!.AsArray().Count)
        select (Path.GetFileName(file).Replace(".expected.json", "", StringComparison.Ordinal), index);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Sample_AsRecordedFromElsa_ShowsTheSameOutcome(string name, int index)
    {
        using var sample = new RecordedSample(Folder, name, index);

        var differences = await sample.ReplayAsync();

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }
}
