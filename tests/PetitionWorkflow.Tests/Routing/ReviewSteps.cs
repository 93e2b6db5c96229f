using PetitionWorkflow.Reviews;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>What follows an opinion, step by step: review, then re-review.</summary>
internal static class ReviewSteps
{
    /// <returns>A case whose opinion was delivered.</returns>
    public static async Task<Guid> AnsweredAsync(this Office office)
    {
        var id = await office.RegisterAsync();
        await office.ToArchiveAsync(id);
        return id;
    }

    public static async Task<Result<RequestedReview>> RequestReviewAsync(this Office office, Guid parent, string reasons = "处理不公", string evidence = "照片两张")
    {
        var command = new RequestReview(parent, office.Service.Time.Today(), reasons, evidence, await office.PersonAsync("clerk"));
        var result = await office.Service.Runner.RunAsync<RequestReviewHandler, RequestedReview>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation);
        await office.PumpAsync();
        return result;
    }

    public static Task ReviewAsync(this Office office, Guid id, string opinion) =>
        office.CompleteAsync(id, "review", opinion, ("findings", "经复查"), ("legalBasis", "《信访工作条例》第三十五条"), ("opinion", "复查意见"));

    /// <returns>A review case whose opinion was delivered today.</returns>
    public static async Task<Guid> ReviewedAsync(this Office office, Guid? parent = null)
    {
        var id = (await office.RequestReviewAsync(parent ?? await office.AnsweredAsync())).Value.Id;
        await office.CompleteAsync(id, "review-admissibility", "Admit");
        await office.CompleteAsync(id, "appoint-reviewer", "Appoint", ("reviewer", await office.StaffIdAsync("clerk2")));
        await office.ReviewAsync(id, "Maintain");
        await office.CompleteAsync(id, "approve-review", "Approve");
        await office.DeliverAsync(id);
        return id;
    }

    public static async Task<Result<ReReview>> RequestReReviewAsync(this Office office, Guid review, string authority, DateOnly? on = null)
    {
        var command = new RequestReReview((await office.CaseAsync(review)).Number, on ?? office.Service.Time.Today(), authority, null, await office.PersonAsync("clerk"));
        return await office.Service.Runner.RunAsync<RequestReReviewHandler, ReReview>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation);
    }

    public static async Task<Result<HandOver>> TakeHandOverAsync(this Office office, Guid review)
    {
        var command = new TakeHandOver((await office.CaseAsync(review)).Number, await office.PersonAsync("clerk"));
        return await office.Service.Runner.RunAsync<TakeHandOverHandler, HandOver>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation);
    }

    public static async Task<Result> RecordReReviewAsync(this Office office, Guid review, ReReviewOutcome outcome, DateOnly? on = null)
    {
        var command = new RecordReReview((await office.CaseAsync(review)).Number, on ?? office.Service.Time.Today(), outcome, "复核〔2026〕1号", await office.PersonAsync("clerk"));
        return await office.Service.Runner.RunAsync<RecordReReviewHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation);
    }
}
