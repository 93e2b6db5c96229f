namespace WorkflowRuntime.Tests.Scenarios;

/// <summary>
/// What the random cases do not reach: small workflows written for one question each, with the outcome that the source of Elsa 3.8 gave
/// when it ran them (stores in memory, state through its JSON; token mode, or counter mode where the case says so). The theme says the question.
/// </summary>
public sealed class VectorCaseTests
{
    public static TheoryData<string> Cases =>
        new(Directory.GetFiles(Folder, "case*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios", "vectors");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Vector_AsElsaRanIt_ShowsTheSameOutcome(string name)
    {
        var differences = await RecordedCase.ReplayAsync(Path.Combine(Folder, name + ".json"));

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }
}
