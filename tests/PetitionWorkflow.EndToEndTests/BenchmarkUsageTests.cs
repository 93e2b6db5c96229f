using PetitionWorkflow.Benchmarks;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>The benchmarks start what they are asked for, and nothing else.</summary>
public sealed class BenchmarkUsageTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--json figures.json")]
    [InlineData("service --json figures.json")]
    [InlineData("crash --kills 10 --seed 3")]
    [InlineData("simulate --petitions 200 --days 42")]
    [InlineData("suggest --data labelled.csv")]
    public void WhatIsKnownRuns(string line) => Assert.True(Usage.Knows(Words(line)));

    [Theory]
    [InlineData("--help")]
    [InlineData("simulate --help")]
    [InlineData("simulate --petitions many")]
    [InlineData("simulate --petitions")]
    [InlineData("simulate 200")]
    [InlineData("service --seed 1")]
    [InlineData("suggest")]
    [InlineData("everything")]
    public void WhatIsNotKnownRunsNothing(string line) => Assert.False(Usage.Knows(Words(line)));

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
