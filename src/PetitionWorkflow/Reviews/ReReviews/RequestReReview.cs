using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reviews.ReReviews;

/// <summary>The petitioner asked for a re-review (Art. 36): the right is used, K10 stops, K11 runs for the authority that decides, and the slip for the hand-over is issued.</summary>
/// <param name="Number">The review case.</param>
/// <param name="RequestedOn">The legal day of the request.</param>
/// <param name="Authority">One level above the one that reviewed.</param>
/// <param name="Reasons">As far as the petitioner gave them.</param>
/// <param name="By">The clerk who recorded it.</param>
public sealed record RequestReReview(string Number, DateOnly RequestedOn, string? Authority, string? Reasons, Viewer By);

public sealed class RequestReReviewHandler(UnitOfWork work, ReReviewFiles files, StopClockHandler clocks, StartClockHandler start, DocumentIssuer documents)
{
    public async Task<Result<ReReview>> HandleAsync(RequestReReview command, CancellationToken cancellation)
    {
        if (await files.FindAsync(command.Number, command.By, cancellation) is not { } file)
        {
            return new Refusal("case-not-found");
        }

        var (authority, reasons) = (TypedText.Clean(command.Authority), TypedText.Clean(command.Reasons));
        if ((file.Refusal ?? Check(command, file, authority, reasons)) is { } refusal)
        {
            return refusal;
        }

        var act = command.By.Act();
        var at = ChinaTime.NoonWithin(command.RequestedOn, file.Review.OpinionDeliveredAt!.Value, work.Time.UtcNow());
        var stopped = await clocks.HandleAsync(new StopClock(file.Review.Id, "K10", StopEvents.ReReviewRequested) { At = at }, act, cancellation);
        if (stopped.Refusal is { } clockRefusal)
        {
            return clockRefusal;
        }

        (await start.HandleAsync(new StartClock(file.Review.Id, ReReview.Clock) { StartedAt = at }, act, cancellation)).Require();
        var values = await SlipAsync(file, command.RequestedOn, authority, reasons, cancellation);
        var slip = await documents.IssueAsync(file.Review, new DocumentDraft(DocumentKinds.ReReviewSlip, values), act, cancellation);
        if (slip.Refusal is { } incomplete)
        {
            return incomplete;
        }

        var asked = new ReReview
        {
            PetitionId = file.Review.Id,
            OriginalId = file.Original.Id,
            RequestedOn = command.RequestedOn,
            Authority = authority,
            Reasons = reasons.Length == 0 ? null : reasons,
            SlipId = slip.Value.Id,
        };
        work.Db.Add(asked);
        foreach (var petition in new[] { file.Review, file.Original })
        {
            work.Raise(petition.Id, new ReReviewRequested(command.RequestedOn, authority, file.LastDay!.Value), act);
        }

        return asked;
    }

    private Refusal? Check(RequestReReview command, ReReviewFile file, string authority, string reasons)
    {
        var delivered = ChinaTime.DayOf(file.Review.OpinionDeliveredAt!.Value);
        var faults = new List<Refusal>();
        if (command.RequestedOn > work.Time.Today() || command.RequestedOn < delivered)
        {
            faults.Add(new Refusal("re-review-day-impossible", DocumentIssuer.Day(delivered)) { Field = nameof(command.RequestedOn) });
        }
        else if (command.RequestedOn > file.LastDay)
        {
            faults.Add(new Refusal("re-review-too-late", DocumentIssuer.Day(file.LastDay.Value), DocumentIssuer.Day(delivered)) { Field = nameof(command.RequestedOn) });
        }

        if (TypedText.Fault(authority, ReReview.MaxAuthority, nameof(command.Authority)) is { } fault)
        {
            faults.Add(fault);
        }

        if (reasons.Length > ReReview.MaxReasons)
        {
            faults.Add(new Refusal("field-too-long", ReReview.MaxReasons, reasons.Length) { Field = nameof(command.Reasons) });
        }

        return Refusal.Together(faults);
    }

    private async Task<Dictionary<string, string?>> SlipAsync(
        ReReviewFile file, DateOnly requestedOn, string authority, string reasons, CancellationToken cancellation)
    {
        var cases = new[] { file.Original.Id, file.Review.Id };
        var papers = await work.Db.Set<CaseDocument>().Where(d => cases.Contains(d.PetitionId) && HandOver.Papers.Contains(d.Kind))
            .OrderBy(d => d.IssuedAt).ThenBy(d => d.Number).Select(d => new { d.Number, d.Title }).ToListAsync(cancellation);
        return new()
        {
            ["authority"] = authority,
            ["originalNumber"] = file.Original.Number,
            ["reviewDeliveredOn"] = DocumentIssuer.Day(ChinaTime.DayOf(file.Review.OpinionDeliveredAt!.Value)),
            ["requestedOn"] = DocumentIssuer.Day(requestedOn),
            ["windowUntil"] = DocumentIssuer.Day(file.LastDay!.Value),
            ["reReviewReasons"] = reasons,
            ["enclosures"] = string.Join('\n', papers.Select(p => $"{p.Number}  {p.Title}")),
        };
    }
}
