using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Deadlines;

/// <summary>The unit of work dies at random, after mails and stages have been written and before the commit.</summary>
public sealed class CrashDuringSweepTests : ClockTestBase
{
    private readonly Chance _chance = new();

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton(_chance);
        services.AddScoped<ICaseEventHandler<ReminderDue>, Crash>();
    }

    [Fact]
    public async Task Sweep_DyingAtRandom_NeitherLosesNorDoublesAStage()
    {
        var clocks = new List<CaseClock>();
        for (var n = 0; n < 6; n++)
        {
            clocks.Add(await StartHandlingAsync());
        }

        _chance.OneIn = 3;
        for (var day = 0; day < 85; day++)
        {
            Service.Time.Advance(TimeSpan.FromDays(1));
            await SweepAsync();
        }

        var crashes = _chance.Crashes;
        _chance.OneIn = 0;
        await SweepAsync();

        Assert.True(crashes > 20, $"only {crashes} crashes");
        var mails = (await MailsAsync()).Count;
        var expectedMails = 0;
        foreach (var clock in clocks)
        {
            var ledger = await LedgerAsync(clock.Id);
            Assert.Equal(Expected(clock, Office.Now).Select(s => s.Key), ledger.Select(r => r.Stage));
            expectedMails += ledger.Sum(r => r.Mails);
        }

        Assert.Equal(expectedMails, mails);
        Assert.Equal(clocks.Count, (await EventsAsync<ClockMissed>()).Count);
    }

    private sealed class Chance
    {
        private readonly Random _random = new(20260302);

        public int OneIn { get; set; }

        public int Crashes { get; private set; }

        public void Take()
        {
            if (OneIn > 0 && _random.Next(OneIn) == 0)
            {
                Crashes++;
                throw new InvalidOperationException("The process dies here.");
            }
        }
    }

    private sealed class Crash(Chance chance) : ICaseEventHandler<ReminderDue>
    {
        public Task HandleAsync(Guid petitionId, ReminderDue happened, ActContext act, CancellationToken cancellation)
        {
            chance.Take();
            return Task.CompletedTask;
        }
    }
}
