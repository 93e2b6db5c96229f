using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.ReturnVisits;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>回訪 (五(二)4, C81): who is asked, and what counts.</summary>
public sealed class ReturnVisitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_HoldsTheSampledClosedCases_UntilThePetitionerAnswersOrWasNotReachedThreeTimes()
    {
        await using var office = await Office.OpenAsync();
        var (open, closed) = (await office.RegisterAsync(), await ClosedAsync(office));
        office.Service.Time.Advance(TimeSpan.FromMinutes(1));
        var other = await ClosedAsync(office);
        await SetShareAsync(office, 0);
        Assert.Empty(await DueAsync(office));

        await SetShareAsync(office, 100);
        Assert.Equal([closed, other], (await DueAsync(office)).Select(d => d.Id));
        Assert.Equal("return-visit-too-early", (await RecordAsync(office, open, ReturnVisitAnswer.Declined))?.Code);

        // Two attempts in vain are shown; the answer takes the case off the list.
        Assert.Null(await RecordAsync(office, closed, ReturnVisitAnswer.NotReached));
        office.Service.Time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await RecordAsync(office, closed, ReturnVisitAnswer.NotReached));
        Assert.Equal((closed, 2, (DateOnly?)office.Service.Time.Today()), (await DueAsync(office)).Select(d => (d.Id, d.Attempts, d.LastOn)).First());
        Assert.Null(await RecordAsync(office, closed, ReturnVisitAnswer.Answered, Satisfaction.Fairly));
        Assert.Equal([other], (await DueAsync(office)).Select(d => d.Id));

        foreach (var _ in Enumerable.Range(0, ReturnVisitList.MostAttempts))
        {
            Assert.Null(await RecordAsync(office, other, ReturnVisitAnswer.NotReached));
        }

        Assert.Empty(await DueAsync(office));
        office.Service.Time.Advance(TimeSpan.FromDays(ReturnVisitList.WithinDays + 1));
        Assert.Empty(await DueAsync(office));
    }

    [Fact]
    public async Task Answer_IsTheRatingThatCounts_AndWhoWasNotReachedIsInNoDenominator()
    {
        await using var office = await Office.OpenAsync();
        var (satisfied, silent, unwilling) = (await ClosedAsync(office), await ClosedAsync(office), await ClosedAsync(office));
        await RateAsync(office, satisfied, Satisfaction.Dissatisfied);
        Assert.Null(await RecordAsync(office, satisfied, ReturnVisitAnswer.Answered, Satisfaction.Satisfied, "已经修好"));
        Assert.Null(await RecordAsync(office, silent, ReturnVisitAnswer.NotReached));
        Assert.Null(await RecordAsync(office, unwilling, ReturnVisitAnswer.Declined));

        var period = ReportPeriod.Of(ReportSpan.Quarter, office.Service.Time.Today());
        var facts = await office.Service.QueryAsync(db => new RankingFacts(db).InAsync(period.Days, CaseScope.All, Cancellation));
        var rated = Assert.Single(facts, f => f.Fact.Indicator == Indicator.Satisfaction);
        Assert.Equal((true, "Satisfied"), (rated.Fact.Counts, rated.Fact.Said));

        var figures = await office.Service.QueryAsync(db => new PeriodFacts(db, new RankingFacts(db)).OfAsync(period, CaseScope.All, Cancellation));
        Assert.Equal([("Answered", 1), ("Declined", 1), ("NotReached", 1)], figures.ReturnVisits.Select(c => (c.Key, c.Cases!.Value)));
        var units = await office.Service.QueryAsync(db => new PeriodFacts(db, new RankingFacts(db)).OfAsync(period, CaseScope.WithoutAccusations, Cancellation));
        Assert.Empty(units.ReturnVisits);

        // Both words stay in the history, and the petitioner's own later one counts again.
        Assert.Equal([nameof(PetitionRated), nameof(ReturnVisitMade)], (await office.HistoryAsync(satisfied)).TakeLast(2));
        await RateAsync(office, satisfied, Satisfaction.Fairly);
        Assert.Equal(Satisfaction.Fairly, await office.Service.QueryAsync(db => db.Set<PetitionRating>().Where(r => r.PetitionId == satisfied && r.Aspect == RatedAspect.Outcome).Select(r => r.Satisfaction).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task Record_WithWhatCannotBe_IsRefusedFieldByField()
    {
        await using var office = await Office.OpenAsync();
        var closed = await ClosedAsync(office);
        Assert.Equal("return-visit-satisfaction-missing", (await RecordAsync(office, closed, ReturnVisitAnswer.Answered))?.Code);
        Assert.Equal("return-visit-satisfaction-of-nobody", (await RecordAsync(office, closed, ReturnVisitAnswer.NotReached, Satisfaction.Satisfied))?.Code);
        Assert.Equal("return-visit-day-impossible", (await RecordAsync(office, closed, ReturnVisitAnswer.Declined, on: office.Service.Time.Today().AddDays(1)))?.Code);
        Assert.Equal("field-too-long", (await RecordAsync(office, closed, ReturnVisitAnswer.Declined, words: new string('长', RecordReturnVisitHandler.MaxWords + 1)))?.Code);
        foreach (var who in (string[])["leader", "auditor", "environment.head"])
        {
            Assert.NotNull(await RecordAsync(office, closed, ReturnVisitAnswer.Declined, by: who));
        }

        var share = new SetReturnVisitShare(50, await office.PersonAsync("clerk"));
        Assert.Equal("case-not-for-you", (await office.Service.Runner.RunAsync<ReturnVisitShare>(h => h.HandleAsync(share, Cancellation), Cancellation)).Refusal?.Code);
        Assert.DoesNotContain(nameof(ReturnVisitMade), await office.HistoryAsync(closed));
    }

    private static async Task<Guid> ClosedAsync(Office office)
    {
        var id = await office.RegisterAsync();
        await office.ToArchiveAsync(id);
        return id;
    }

    private static async Task<List<DueReturnVisit>> DueAsync(Office office)
    {
        var viewer = await office.PersonAsync("clerk");
        return await office.Service.DoAsync<ReturnVisitList, List<DueReturnVisit>>(async list => (await list.DueAsync(viewer, Cancellation)).ToList());
    }

    private static async Task SetShareAsync(Office office, int percent)
    {
        var command = new SetReturnVisitShare(percent, await office.PersonAsync("leader"));
        Assert.Null((await office.Service.Runner.RunAsync<ReturnVisitShare>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal);
    }

    private static async Task RateAsync(Office office, Guid id, Satisfaction satisfaction)
    {
        var rating = new RatePetition(id, RatedAspect.Outcome, satisfaction);
        Assert.Null((await office.Service.Runner.RunAsync<RatePetitionHandler>(h => h.HandleAsync(rating, Cancellation), Cancellation)).Refusal);
    }

    private static async Task<Refusal?> RecordAsync(
        Office office, Guid id, ReturnVisitAnswer answer, Satisfaction? satisfaction = null, string? words = null, DateOnly? on = null, string by = "clerk")
    {
        var command = new RecordReturnVisit(id, on ?? office.Service.Time.Today(), ContactMethod.Phone, answer, satisfaction, words, await office.PersonAsync(by));
        return (await office.Service.Runner.RunAsync<RecordReturnVisitHandler>(h => h.HandleAsync(command, Cancellation), Cancellation)).Refusal;
    }
}
