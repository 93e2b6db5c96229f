using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Benchmarks.Crash;

/// <summary>What the earlier looks of a campaign found right, so that only what moved since is lived once more.</summary>
internal sealed class CrashMemory
{
    private readonly Dictionary<string, Life> _lives = [];

    public CrashReplay Replay { get; } = new();

    public Life? Find(InstanceSummary instance) => _lives.TryGetValue(instance.Id, out var life) && life.Instance == instance ? life : null;

    public void Keep(Life life) => _lives[life.Instance.Id] = life;

    /// <param name="Instance">As it was.</param>
    /// <param name="Bursts">How many bursts it had.</param>
    /// <param name="Outputs">All outputs of its activities.</param>
    internal sealed record Life(InstanceSummary Instance, int Bursts, string Outputs);
}
