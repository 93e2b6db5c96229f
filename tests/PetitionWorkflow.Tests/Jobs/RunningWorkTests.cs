using PetitionWorkflow.Jobs;

namespace PetitionWorkflow.Tests.Jobs;

public sealed class RunningWorkTests
{
    [Fact]
    public void TryEnter_WhileItRuns_AsksTheFirstToGoRoundOnceMore()
    {
        var running = new RunningWork();
        using var first = running.TryEnter("mail");

        Assert.NotNull(first);
        Assert.Null(running.TryEnter("mail"));
        Assert.Null(running.TryEnter("mail"));
        Assert.True(first.AskedAgain());
        Assert.False(first.AskedAgain());
        Assert.NotNull(running.TryEnter("mail"));
    }

    [Fact]
    public void TryEnter_AfterTheWorkFailed_IsPossibleAgain()
    {
        var running = new RunningWork();
        running.TryEnter("mail")!.Dispose();

        Assert.NotNull(running.TryEnter("mail"));
    }
}
