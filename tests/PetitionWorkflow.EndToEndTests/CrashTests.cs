using PetitionWorkflow.Benchmarks.Crash;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>A short form of the crash campaign; the long one is a command (docs/development.md).</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task AProcessThatIsKilledAtRandomMoments_LeavesNothingHalfDone()
    {
        var wrong = await CrashCampaign.RunAsync(kills: 10, seed: 20260302, TestContext.Current.SendDiagnosticMessage);

        Assert.Empty(wrong);
    }
}
