using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>A petitioner goes all the way (C54-C56, R25-R29): review, re-review, finality, and the same matter again.</summary>
public sealed class FinalityTests
{
    private const string Authority = "上一级人民政府办公厅";

    [Fact]
    public async Task FromTheOpinionToTheEnd_TheRightsAreKept_AndTheSameMatterAgainIsNotAcceptedAndExplained()
    {
        await using var office = await Office.OpenAsync();
        var original = await office.AnsweredAsync();

        // The review is asked for on day 20 and decided by somebody else on its day 25.
        office.Service.Time.Advance(TimeSpan.FromDays(20));
        var review = (await office.RequestReviewAsync(original)).Value.Id;
        await office.CompleteAsync(review, "review-admissibility", "Admit");
        Assert.Equal("reviewer-must-recuse", (await office.TryCompleteAsync(review, "appoint-reviewer", "Appoint", ("reviewer", await office.StaffIdAsync("clerk"))))?.Code);
        await office.CompleteAsync(review, "appoint-reviewer", "Appoint", ("reviewer", await office.StaffIdAsync("clerk2")));
        Assert.True((await ClockAsync(office, review, "K09")).DueDay >= office.Service.Time.Today().AddDays(30));
        office.Service.Time.Advance(TimeSpan.FromDays(25));
        await office.ReviewAsync(review, "Maintain");
        await office.CompleteAsync(review, "approve-review", "Approve");
        await office.DeliverAsync(review);
        Assert.Equal(ClockState.Met, (await ClockAsync(office, review, "K09")).State);
        Assert.Contains("上一级行政机关申请复核", await PaperAsync(office, review, DocumentKinds.ReviewOpinion));
        Assert.Equal(ClockState.Running, (await ClockAsync(office, review, "K10")).State);

        // The re-review is asked for on day 10, handed over, and comes back a month later.
        office.Service.Time.Advance(TimeSpan.FromDays(10));
        Assert.Null((await office.RequestReReviewAsync(review, Authority)).Refusal);
        Assert.Equal(ClockState.Met, (await ClockAsync(office, review, "K10")).State);
        Assert.Contains(Authority, await PaperAsync(office, review, DocumentKinds.ReReviewSlip));
        Assert.Contains(DocumentKinds.ReReviewSlip, (await office.TakeHandOverAsync(review)).Value.Review.Papers.Select(p => p.Kind));
        office.Service.Time.Advance(TimeSpan.FromDays(30));
        Assert.Null((await office.RecordReReviewAsync(review, ReReviewOutcome.Upheld)).Refusal);
        var final = await office.CaseAsync(original);
        Assert.Equal((office.Service.Time.Today(), $"{Authority} 复核〔2026〕1号"), (final.FinalOn, final.FinalBy));

        // The same person comes with the same matter; the preliminary review is told.
        var again = await office.RegisterAsync();
        var told = Assert.Single(await FinalMattersAsync(office, again));
        Assert.Equal((final.Number, final.FinalOn), (told.Number, told.FinalOn));
        Assert.Equal(("matter-is-final", "duplicateOf"), Said(await office.TryCompleteAsync(again, "preliminary-review", "Duplicate", ("duplicateOf", final.Number), ("reason", "重复"))));
        Assert.Equal(("field-required", "reason"), Said(await office.TryCompleteAsync(again, "preliminary-review", "AlreadyFinal", ("finalCase", final.Number))));
        await office.CompleteAsync(again, "preliminary-review", "AlreadyFinal", ("finalCase", final.Number), ("reason", "请求、事实和理由均未变化"));
        var notice = await PaperAsync(office, again, DocumentKinds.FinalNotice);
        Assert.All(new[] { "第三十六条第三款", "请求、事实和理由均未变化", final.Number, "复核〔2026〕1号", "新的事实或者新的理由" }, part => Assert.Contains(part, notice));
        await office.DeliverAsync(again, "deliver-notice");

        var closed = await office.CaseAsync(again);
        Assert.Equal((CaseOutcome.AlreadyFinal, final.Id), (closed.Outcome, closed.DuplicateOfId));
        Assert.Contains("LinkedToFinalMatter", await office.HistoryAsync(again));
        Assert.Equal(0, await office.Service.QueryAsync(db => db.Set<Assignment>().CountAsync(a => a.PetitionId == again, Office.Cancellation)));
    }

    [Fact]
    public async Task NobodyElseAndNoOpenMatter_IsTurnedAwayAsFinal()
    {
        await using var office = await Office.OpenAsync();
        var review = await office.ReviewedAsync();
        var original = await office.CaseAsync((await office.CaseAsync(review)).ParentId!.Value);
        var again = await office.RegisterAsync();
        Assert.Equal(("final-case-unknown", "finalCase"), Said(await TurnAwayAsync(again)));

        await office.RequestReReviewAsync(review, Authority);
        await office.RecordReReviewAsync(review, ReReviewOutcome.Changed);
        var neighbour = await office.RegisterAsync(phone: "13900000000", name: "邻居");
        Assert.Empty(await FinalMattersAsync(office, neighbour));
        Assert.Equal(("final-case-of-another", "finalCase"), Said(await TurnAwayAsync(neighbour)));
        Assert.Equal(("final-case-unknown", "finalCase"), Said(await office.TryCompleteAsync(again, "preliminary-review", "AlreadyFinal", ("finalCase", "XF-2026-999999"), ("reason", "同一事实和理由"))));
        Assert.Null(await TurnAwayAsync(again));

        Task<Refusal?> TurnAwayAsync(Guid id) =>
            office.TryCompleteAsync(id, "preliminary-review", "AlreadyFinal", ("finalCase", original.Number), ("reason", "同一事实和理由"));
    }

    private static (string?, string?) Said(Refusal? refusal) => (refusal?.Code, refusal?.Field);

    private static async Task<IReadOnlyList<FinalMatter>> FinalMattersAsync(Office office, Guid id)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FinalMatters>().FindAsync(id, await office.PersonAsync("clerk"), Office.Cancellation);
    }

    private static Task<CaseClock> ClockAsync(Office office, Guid id, string code) =>
        office.Service.QueryAsync(db => db.Set<CaseClock>().AsNoTracking().SingleAsync(c => c.PetitionId == id && c.Code == code, Office.Cancellation));

    private static Task<string> PaperAsync(Office office, Guid id, string kind) =>
        office.Service.QueryAsync(db => db.Set<CaseDocument>().Where(d => d.PetitionId == id && d.Kind == kind).Select(d => d.Html).SingleAsync(Office.Cancellation));
}
