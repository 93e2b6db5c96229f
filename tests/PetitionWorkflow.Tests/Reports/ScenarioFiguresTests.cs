using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Reports;

/// <summary>What scenarios 1, 3 and 8 say of the figures: one case moves each indicator by exactly one.</summary>
public sealed class ScenarioFiguresTests
{
    private static readonly Indicator[] Four = [Indicator.Acceptance, Indicator.OnTime, Indicator.FinalPass, Indicator.Satisfaction];

    /// <summary>Scenario 1: an ordinary letter on time.</summary>
    [Fact]
    public async Task ALetterOnTime_MovesTheFourIndicatorsByExactlyOne()
    {
        await using var office = await Office.OpenAsync();
        await OneAsync(office, "来信人甲");
        var before = await CountedAsync(office);
        var id = await OneAsync(office, "来信人乙");
        var after = await CountedAsync(office);

        Assert.All(Four, indicator => Assert.Equal((before[indicator].Counted + 1, before[indicator].Of + 1), after[indicator]));
        Assert.Equal((before[Indicator.FirstPass].Counted + 1, before[Indicator.FirstPass].Of + 1), after[Indicator.FirstPass]);
        Assert.Equal((CaseStage.Archived, CaseOutcome.Resolved), ((await office.CaseAsync(id)).Stage, (await office.CaseAsync(id)).Outcome!.Value));
    }

    /// <summary>Scenario 8: returned twice, the result counts as passed in the end and not at first.</summary>
    [Fact]
    public async Task AResultReturnedTwice_HasNoFirstPassQuality()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id, days: 10);
        for (var round = 0; round < 2; round++)
        {
            await office.ReportResultAsync(id);
            await office.CompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "问题未解决"));
        }

        await office.ReportResultAsync(id);
        await office.PassAsync(id);
        await office.DeliverAsync(id);

        var counted = await CountedAsync(office);
        Assert.Equal(((0, 1), (1, 1)), (counted[Indicator.FirstPass], counted[Indicator.FinalPass]));
    }

    /// <summary>Scenario 3: a visit answered on the spot is received and closed in the figures, and no unit's.</summary>
    [Fact]
    public async Task AVisitAnsweredOnTheSpot_IsCounted()
    {
        await using var office = await Office.OpenAsync();
        var visit = await office.RegisterAsync(new VisitRegister { TakenBy = "clerk", StatementConfirmed = true, ProcedureExplained = true, OnTheSpot = new OnTheSpotAnswer("今日维修", "《物业管理条例》", "clerk", true) });

        Assert.Equal(CaseOutcome.AnsweredOnTheSpot, (await office.CaseAsync(visit)).Outcome);
        await using var scope = office.Service.Services.CreateAsyncScope();
        var figures = await scope.ServiceProvider.GetRequiredService<PeriodFacts>().OfAsync(ReportPeriod.OfMonth(2026, 3), CaseScope.All, Office.Cancellation);
        Assert.Equal((1, 1, new Count("Visit", 1)), (figures.Received, figures.Closed, Assert.Single(figures.Channels)));
    }

    private static async Task<Guid> OneAsync(Office office, string name)
    {
        var id = await office.RegisterAsync(name: name);
        await office.ToHandlingAsync(id, days: 10);
        await office.ReportResultAsync(id);
        await office.PassAsync(id);
        await office.DeliverAsync(id);
        var rating = new RatePetition(id, RatedAspect.Outcome, Satisfaction.Satisfied);
        Assert.Null((await office.Service.Runner.RunAsync<RatePetitionHandler>(h => h.HandleAsync(rating, Office.Cancellation), Office.Cancellation)).Refusal);
        return id;
    }

    private static async Task<Dictionary<Indicator, (int Counted, int Of)>> CountedAsync(Office office)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        var facts = await scope.ServiceProvider.GetRequiredService<RankingFacts>().InAsync(ReportPeriod.OfMonth(2026, 3).Days, CaseScope.All, Office.Cancellation);
        return Enum.GetValues<Indicator>().ToDictionary(i => i, i => (facts.Count(f => f.Fact.Indicator == i && f.Fact.Counts), facts.Count(f => f.Fact.Indicator == i)));
    }
}
