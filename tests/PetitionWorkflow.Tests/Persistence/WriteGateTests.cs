using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Tests.Persistence;

public sealed class WriteGateTests
{
    private static readonly DatabaseOptions Embedded = new() { Provider = DatabaseProvider.Sqlite };

    [Fact]
    public async Task Enter_ByManyAtOnce_LetsOneInAtATime_AndEverybodyInTheEnd()
    {
        using var gate = new WriteGate(Options.Create(Embedded));
        var (inside, most, done) = (0, 0, 0);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, cancellation) =>
        {
            var turn = await gate.EnterAsync(cancellation);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            if (i % 5 == 0)
            {
                await Task.Yield();
            }

            done++;
            Interlocked.Decrement(ref inside);
            await turn!.LeaveAsync();
        });

        Assert.Equal((0, 1, 400), (inside, most, done));
    }

    [Fact]
    public async Task Enter_GivenUpWhileWaiting_LeavesTheGateToTheOthers()
    {
        using var gate = new WriteGate(Options.Create(Embedded));
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var first = await gate.EnterAsync(TestContext.Current.CancellationToken);
        var gaveUp = gate.EnterAsync(impatient.Token);
        var patient = gate.EnterAsync(TestContext.Current.CancellationToken);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);
        await first!.LeaveAsync();

        var second = await patient;
        await second!.LeaveAsync();
        Assert.True(gate.EnterAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Enter_OnAServer_IsOpenToEverybody()
    {
        using var gate = new WriteGate(Options.Create(new DatabaseOptions { Provider = DatabaseProvider.PostgreSql }));

        Assert.Null(await gate.EnterAsync(TestContext.Current.CancellationToken));
        Assert.Null(await gate.EnterAsync(TestContext.Current.CancellationToken));
    }
}
