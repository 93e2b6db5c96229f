using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>workflows/review-request.json</summary>
public sealed class ReviewRequestFlowTests
{
    [Fact]
    public async Task EveryConnection_IsWalked()
    {
        await using var office = await Office.OpenAsync();
        await DecidedAsync(office, "Maintain", CaseOutcome.ReviewMaintained, async id =>
        {
            await office.CompleteAsync(id, "review-admissibility", "AskForCompletion", ("missing", "证据原件"));
            await office.CompleteAsync(id, "await-completion", "Completed", ("supplement", "已补交"));
        });
        await DecidedAsync(office, "Change", CaseOutcome.ReviewChanged);
        await DecidedAsync(office, "Revoke", CaseOutcome.ReviewRevoked);
        var redone = await DecidedAsync(office, "Redo", CaseOutcome.ReviewRevoked);
        await EndsEarlyAsync(office);

        Assert.Empty(await office.NeverWalkedAsync(CaseFlows.Review));
        var parent = (await office.CaseAsync(redone)).ParentId;
        var again = await office.Service.QueryAsync(db => db.Set<Petition>().AsNoTracking().SingleAsync(p => p.ParentId == parent && p.Kind == CaseKind.Petition, Office.Cancellation));
        Assert.Equal("preliminary-review", Assert.Single(await office.OpenTasksAsync(again.Id)).TaskType);
    }

    [Fact]
    public async Task TheReviewer_MustNotHaveHadAHandInTheCase()
    {
        await using var office = await Office.OpenAsync();
        var review = (await office.RequestReviewAsync(await office.AnsweredAsync())).Value;
        await office.CompleteAsync(review.Id, "review-admissibility", "Admit");

        // clerk assigned and verified the case under review.
        Assert.Equal("reviewer-must-recuse", (await office.TryCompleteAsync(review.Id, "appoint-reviewer", "Appoint", ("reviewer", await office.StaffIdAsync("clerk"))))?.Code);
        await office.CompleteAsync(review.Id, "appoint-reviewer", "Appoint", ("reviewer", await office.StaffIdAsync("clerk2")));
        Assert.Equal((await office.PersonAsync("clerk2")).UserId, Assert.Single(await office.OpenTasksAsync(review.Id)).AssigneeId);
    }

    [Fact]
    public async Task AReviewThatWasHandedOn_ComesBackToWhomItWasGiven()
    {
        await using var office = await Office.OpenAsync();
        var review = (await office.RequestReviewAsync(await office.AnsweredAsync())).Value.Id;
        await office.CompleteAsync(review, "review-admissibility", "Admit");
        await office.CompleteAsync(review, "appoint-reviewer", "Appoint", ("reviewer", await office.StaffIdAsync("clerk2")));
        var admin = await office.PersonAsync("admin");
        var task = Assert.Single(await office.OpenTasksAsync(review));
        Assert.Null((await office.Service.Runner.RunAsync<DelegateTaskHandler>(
            h => h.HandleAsync(new DelegateTask(task.Id, admin.UserId, "原复查人员调离", admin), Office.Cancellation), Office.Cancellation)).Refusal);

        await office.ReviewAsync(review, "Maintain");
        await office.CompleteAsync(review, "approve-review", "Return", ("reason", "请补充依据"));

        Assert.Equal(admin.UserId, Assert.Single(await office.OpenTasksAsync(review)).AssigneeId);
        Assert.Contains("ReviewerAppointed", await office.HistoryAsync(review));
    }

    [Fact]
    public async Task OnDay30_ThatIsAHoliday_TheRequestIsInTimeUntilTheHolidayIsOver()
    {
        await using var office = await Office.OpenAsync();
        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 9, 1, 2, 0, 0, TimeSpan.Zero));
        var inTime = await office.AnsweredAsync();
        var late = await office.AnsweredAsync();

        // Delivered on 1 September: day 30 is 1 October, and National Day 2026 lasts until 7 October.
        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 10, 8, 2, 0, 0, TimeSpan.Zero));
        Assert.False((await office.RequestReviewAsync(inTime)).IsRefused);

        office.Service.Time.SetUtcNow(new DateTimeOffset(2026, 10, 9, 2, 0, 0, TimeSpan.Zero));
        var refused = await office.RequestReviewAsync(late);
        Assert.Equal("review-too-late", refused.Refusal?.Code);
        Assert.Equal(["2026-10-08", "2026-09-01"], refused.Refusal!.Args);
    }

    [Fact]
    public async Task ARequest_WithoutReasonsOrEvidence_IsAskedToBeCompleted()
    {
        await using var office = await Office.OpenAsync();
        var parent = await office.AnsweredAsync();

        Assert.Equal(("review-incomplete", "Evidence"), Said(await office.RequestReviewAsync(parent, evidence: " ")));
        Assert.Equal(("review-incomplete", "Reasons"), Said(await office.RequestReviewAsync(parent, reasons: "")));
        Assert.False((await office.RequestReviewAsync(parent)).IsRefused);
        Assert.Equal("review-already-requested", (await office.RequestReviewAsync(parent)).Refusal?.Code);

        static (string?, string?) Said(Result<RequestedReview> result) => (result.Refusal?.Code, result.Refusal?.Field);
    }

    private static async Task<Guid> DecidedAsync(Office office, string opinion, CaseOutcome outcome, Func<Guid, Task>? before = null)
    {
        var id = (await office.RequestReviewAsync(await office.AnsweredAsync())).Value.Id;
        await (before?.Invoke(id) ?? Task.CompletedTask);
        await office.CompleteAsync(id, "review-admissibility", "Admit");
        await office.CompleteAsync(id, "appoint-reviewer", "Appoint", ("reviewer", await office.StaffIdAsync("clerk2")));
        await office.ReviewAsync(id, opinion);
        await office.CompleteAsync(id, "approve-review", "Return", ("reason", "请补充依据"));
        await office.ReviewAsync(id, opinion);
        await office.CompleteAsync(id, "approve-review", "Approve");
        await office.DeliverAsync(id);

        var closed = await office.CaseAsync(id);
        Assert.Equal(outcome, closed.Outcome);
        Assert.NotNull(closed.OpinionDeliveredAt);
        return id;
    }

    private static async Task EndsEarlyAsync(Office office)
    {
        var first = (await office.RequestReviewAsync(await office.AnsweredAsync())).Value.Id;
        await office.CompleteAsync(first, "review-admissibility", "NotAdmissible", ("legalBasis", "《信访工作条例》第三十五条"), ("reason", "不符合条件"));
        await office.DeliverAsync(first, "deliver-notice");
        Assert.Equal(CaseOutcome.NotAdmissible, (await office.CaseAsync(first)).Outcome);

        var second = (await office.RequestReviewAsync(await office.AnsweredAsync())).Value.Id;
        await office.CompleteAsync(second, "review-admissibility", "AskForCompletion", ("missing", "证据原件"));
        await office.CompleteAsync(second, "await-completion", "NotCompleted", ("reason", "逾期未补"));
        Assert.Equal(CaseOutcome.NotCompleted, (await office.CaseAsync(second)).Outcome);
    }
}
