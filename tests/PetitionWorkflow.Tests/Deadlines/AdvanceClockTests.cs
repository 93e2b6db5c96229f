using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Deadlines;

public sealed class AdvanceClockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Advance_InDemoMode_MovesTheServiceAndSurvivesARestart()
    {
        await using var service = await StartAsync(demo: true);
        await service.DoAsync<AdvanceClockHandler, DateTime>(h => h.HandleAsync(new AdvanceClock(TimeSpan.FromDays(3)), Cancellation));
        await service.DoAsync<AdvanceClockHandler, DateTime>(h => h.HandleAsync(new AdvanceClock(TimeSpan.FromHours(2)), Cancellation));

        Assert.Equal(TimeSpan.FromHours(74), service.Services.GetRequiredService<ServiceClock>().Ahead);
        var restarted = new ServiceClock();
        await service.QueryAsync(async db =>
        {
            await AdvanceClockHandler.RestoreAsync(db, restarted, Cancellation);
            return true;
        });
        Assert.Equal(TimeSpan.FromHours(74), restarted.Ahead);
    }

    [Theory]
    [InlineData(false, 1, "clock-demo-only")]
    [InlineData(true, 0, "clock-step-out-of-range")]
    [InlineData(true, -1, "clock-step-out-of-range")]
    [InlineData(true, 401, "clock-step-out-of-range")]
    public async Task Advance_OutsideTheRules_IsRefused(bool demo, int days, string code)
    {
        await using var service = await StartAsync(demo);

        var result = await service.Runner.RunAsync<AdvanceClockHandler, DateTime>(
            h => h.HandleAsync(new AdvanceClock(TimeSpan.FromDays(days)), Cancellation), Cancellation);

        Assert.Equal(code, result.Refusal?.Code);
        Assert.Equal(TimeSpan.Zero, service.Services.GetRequiredService<ServiceClock>().Ahead);
    }

    private static Task<ServiceUnderTest> StartAsync(bool demo) =>
        ServiceUnderTest.StartAsync(settings: [("Demo:Enabled", demo.ToString())]);
}
