using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tests.Routing;

namespace PetitionWorkflow.Tests.Reports;

/// <summary>Scenario 15 (C83): a ranking is the same to the last bit a year later, whatever became of the cases.</summary>
public sealed class UnitRankingTests
{
    private static readonly ReportPeriod Year = new(ReportSpan.Year, 2026, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ranking_AYearLater_AfterEveryCaseHasChanged_IsReproducedBitForBit()
    {
        await using var office = await Office.OpenAsync();
        await QuarterOfWorkAsync(office);
        Assert.Equal("ranking-period-not-over", (await MakeAsync(office)).Refusal?.Code);
        office.Service.Time.Advance(TimeSpan.FromDays(40));

        var id = (await MakeAsync(office)).Value;
        var made = await ReadAsync(office, id);
        var environment = made.Result.Units[0];
        Assert.Equal(("environment", 1, 3), (environment.Code, environment.Rank, environment.Cases));
        Assert.Equal((3, 3), Counted(environment, Indicator.Acceptance));
        Assert.Equal((2, 2), Counted(environment, Indicator.OnTime));
        Assert.Equal((2, 3), Counted(environment, Indicator.Contact));
        Assert.Equal((1, 2), Counted(environment, Indicator.FirstPass));
        Assert.Equal((2, 2), Counted(environment, Indicator.FinalPass));
        Assert.Equal((1, 2), Counted(environment, Indicator.Satisfaction));

        // (100 × 15 + 100 × 30 + 66.67 × 10 + 50 × 25 + 50 × 20) / 100
        Assert.Equal(7417, environment.Score);
        Assert.Equal([("housing", (int?)null)], made.Result.Units.Skip(1).Select(u => (u.Code, u.Rank)));

        await ChangeEverythingAsync(office);
        office.Service.Time.Advance(TimeSpan.FromDays(365));
        var later = await ReadAsync(office, id);
        var again = later.ComputeAgain();
        Assert.Equal((made.InputsJson, made.ResultJson, made.Hash), (again.InputsJson, again.ResultJson, again.Hash));
        Assert.True(later.IsReproduced(again));

        // The same quarter counted from today's rows is another ranking: what was frozen is what made the difference.
        Assert.Equal("reason-required", (await MakeAsync(office)).Refusal?.Code);
        var anew = await ReadAsync(office, (await MakeAsync(office, "评价更正")).Value);
        Assert.Equal(2, anew.Edition);
        Assert.NotEqual(made.Hash, anew.Hash);
        Assert.Equal(made.Hash, (await ReadAsync(office, id)).ComputeAgain().Hash);
    }

    /// <summary>每年考核 (五(三)2): what fell due in its later quarters counts too, and nothing counts twice.</summary>
    [Fact]
    public async Task Ranking_OfAYear_HoldsTheFactsOfAllItsQuarters_Once()
    {
        await using var office = await Office.OpenAsync();
        await QuarterOfWorkAsync(office);
        office.Service.Time.Advance(TimeSpan.FromDays(40));
        Assert.Equal("ranking-period-not-over", (await MakeAsync(office, of: Year)).Refusal?.Code);
        Assert.Equal("ranking-unknown-period", (await MakeAsync(office, of: new ReportPeriod(ReportSpan.Month, 2026, 1))).Refusal?.Code);
        Assert.Equal("ranking-unknown-period", (await MakeAsync(office, of: new ReportPeriod(ReportSpan.Quarter, 2026, 5))).Refusal?.Code);
        office.Service.Time.Advance(TimeSpan.FromDays(365));

        var quarter = (await ReadAsync(office, (await MakeAsync(office)).Value)).Result.Units[0];
        var year = await ReadAsync(office, (await MakeAsync(office, of: Year)).Value);
        var environment = year.Result.Units.Single(u => u.Code == "environment");
        Assert.Equal("year/2026/1/1", year.Address);
        Assert.Equal(((2, 2), (2, 3)), (Counted(quarter, Indicator.OnTime), Counted(environment, Indicator.OnTime)));
        foreach (var same in (Indicator[])[Indicator.Acceptance, Indicator.Contact, Indicator.FirstPass, Indicator.FinalPass, Indicator.Satisfaction])
        {
            Assert.Equal(Counted(quarter, same), Counted(environment, same));
        }

        Assert.True(year.IsReproduced(year.ComputeAgain()));
    }

    [Fact]
    public async Task AnOrderThatWasTakenBackInTime_IsNeitherASuccessNorAFailureOfTheUnit()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.AssignAsync(id, "housing", days: 10);
        await office.CompleteAsync(id, "sign-for", "Object", ("reason", "不属本单位职责"), ("legalBasis", "三定方案"));
        await office.CompleteAsync(id, "decide-objection", "Uphold", ("reason", "改交"));
        office.Service.Time.Advance(TimeSpan.FromMinutes(5));
        await office.AssignAsync(id, days: 10);
        office.Service.Time.Advance(TimeSpan.FromDays(60));

        var made = await ReadAsync(office, (await MakeAsync(office)).Value);

        Assert.Equal((0, 0), made.Result.Units.Where(u => u.Code == "housing").Select(u => Counted(u, Indicator.OnTime)).DefaultIfEmpty((0, 0)).Single());
        Assert.Equal((0, 1), Counted(made.Result.Units.Single(u => u.Code == "environment"), Indicator.OnTime));
    }

    [Fact]
    public async Task Ranking_IsMadeByNeitherLeadersNorAuditorsNorUnits()
    {
        await using var office = await Office.OpenAsync();
        office.Service.Time.Advance(TimeSpan.FromDays(60));
        foreach (var who in (string[])["leader", "auditor", "environment.head", "environment.handler"])
        {
            Assert.Equal("report-not-allowed", (await MakeAsync(office, by: who)).Refusal?.Code);
        }
    }

    private static (int, int) Counted(UnitResult unit, Indicator indicator) => (unit.Of(indicator).Counted, unit.Of(indicator).Of);

    /// <summary>Environment: one case passes at once, one after a rework, one waits for its verification; housing: one is signed for.</summary>
    private static async Task QuarterOfWorkAsync(Office office)
    {
        var good = await office.RegisterAsync();
        await office.ToHandlingAsync(good, days: 10);
        await office.ReportResultAsync(good);
        await office.PassAsync(good);
        await office.DeliverAsync(good);
        await RateAsync(office, good, Satisfaction.Fairly);

        var second = await office.RegisterAsync();
        await office.ToHandlingAsync(second, days: 20);
        await office.ReportResultAsync(second, ("contactOn", ""), ("contactMethod", ""), ("noContactReason", "匿名且无联系方式"));
        await office.CompleteAsync(second, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "问题未解决"));

        // Recorded on the case page, it counts for the second result and not for the first.
        office.Service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await office.RecordContactAsync(second, office.Service.Time.Today(), "听取意见"));
        await office.ReportResultAsync(second, ("contactOn", ""), ("contactMethod", ""));
        await office.PassAsync(second);
        await office.DeliverAsync(second);
        await RateAsync(office, second, Satisfaction.Dissatisfied);

        // Due after the quarter, and so judged in the next one.
        var open = await office.RegisterAsync();
        await office.ToHandlingAsync(open, days: 60);

        var signed = await office.RegisterAsync();
        await office.ToHandlingAsync(signed, days: 60, unit: "housing", handler: "housing.handler");
    }

    private static async Task RateAsync(Office office, Guid id, Satisfaction satisfaction)
    {
        var rating = new RatePetition(id, RatedAspect.Outcome, satisfaction);
        Assert.Null((await office.Service.Runner.RunAsync<RatePetitionHandler>(h => h.HandleAsync(rating, Cancellation), Cancellation)).Refusal);
    }

    private static async Task ChangeEverythingAsync(Office office) => await office.Service.QueryAsync(async db =>
    {
        await db.Set<PetitionRating>().ExecuteUpdateAsync(r => r.SetProperty(x => x.Satisfaction, Satisfaction.Dissatisfied), Cancellation);
        await db.Set<Assignment>().ExecuteUpdateAsync(a => a.SetProperty(x => x.SignedAt, (DateTime?)null), Cancellation);
        await db.Set<WorkTask>().Where(t => t.TaskType == "verify").ExecuteUpdateAsync(t => t.SetProperty(x => x.Outcome, "Rework"), Cancellation);
        await db.Set<Petition>().ExecuteUpdateAsync(p => p.SetProperty(x => x.LeadUnitId, (Guid?)null), Cancellation);
        return await db.Set<Unit>().ExecuteUpdateAsync(u => u.SetProperty(x => x.Name, "改名后的单位"), Cancellation);
    });

    private static async Task<Result<Guid>> MakeAsync(Office office, string? reason = null, string by = "clerk", ReportPeriod? of = null)
    {
        var command = new MakeRanking(of ?? new ReportPeriod(ReportSpan.Quarter, 2026, 1), reason, await office.PersonAsync(by));
        return await office.Service.Runner.RunAsync<MakeRankingHandler, Guid>(h => h.HandleAsync(command, Cancellation), Cancellation);
    }

    private static Task<UnitRanking> ReadAsync(Office office, Guid id) =>
        office.Service.QueryAsync(db => db.Set<UnitRanking>().AsNoTracking().SingleAsync(r => r.Id == id, Cancellation));
}
