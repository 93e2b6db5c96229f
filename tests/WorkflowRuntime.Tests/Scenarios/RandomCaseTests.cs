namespace WorkflowRuntime.Tests.Scenarios;

/// <summary>200 random workflows with the outcome that Elsa 3.8 showed. What we do differently, and why, is in docs/adr/0010.</summary>
public sealed class RandomCaseTests
{
    /// <summary>Case and the deviation of the decision record that changes it.</summary>
    private static readonly Dictionary<string, string> Explained = new()
    {
        ["case0136"] = "D1: the output of a child that was waited for reaches the parent",
        ["case0170"] = "D3: a task that loses a race does not keep its flowchart open for ever",
    };

    public static TheoryData<string> Cases => new(Names.Where(name => !Explained.ContainsKey(name)));

    public static TheoryData<string> ExplainedCases => new(Explained.Keys);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios", "random");

    private static IEnumerable<string> Names => Directory.GetFiles(Folder, "case*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task RandomCase_AsRecordedFromElsa_ShowsTheSameOutcome(string name)
    {
        var differences = await ReplayAsync(name);

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    [Theory]
    [MemberData(nameof(ExplainedCases))]
    public async Task ExplainedCase_WhereElsaLosesWork_StillDiffers(string name)
    {
        Assert.NotEmpty(await ReplayAsync(name));
    }

    [Fact]
    public void ExplainedCases_AreAtMostThreePercent()
    {
        Assert.True(Explained.Count * 100 <= Names.Count() * 3, $"{Explained.Count} of {Names.Count()} cases are explained away.");
    }

    private static Task<List<string>> ReplayAsync(string name) => RecordedCase.ReplayAsync(Path.Combine(Folder, name + ".json"));
}
