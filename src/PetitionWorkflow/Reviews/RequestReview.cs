using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Attachments;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reviews;

/// <summary>復查申請 in writing, with reasons and evidence (三(四)1, C52, C53): opens a linked review case with a route of its own.</summary>
/// <param name="PetitionId">The case whose opinion is to be reviewed.</param>
/// <param name="RequestedOn">The legal day on which the request reached the office.</param>
/// <param name="Reasons">復查理由</param>
/// <param name="Evidence">證據材料</param>
/// <param name="By">The clerk who took it in; null when the petitioner asks with the query code of the receipt.</param>
public sealed record RequestReview(Guid PetitionId, DateOnly RequestedOn, string? Reasons, string? Evidence, Viewer? By)
{
    /// <summary>Evidence that came as files; they join the review case.</summary>
    public IReadOnlyList<StoredFile> Files { get; init; } = [];
}

public sealed record RequestedReview(Guid Id, string Number);

public sealed class RequestReviewHandler(UnitOfWork work, ChildCases children, ReviewWindow window, StopClockHandler clocks, AttachFilesHandler attach, ReviewApplication application)
{
    private const int MaxText = 4000;

    public async Task<Result<RequestedReview>> HandleAsync(RequestReview command, CancellationToken cancellation)
    {
        var parent = await work.Db.Set<Petition>().OfPetitionerOr(command.By).SingleOrDefaultAsync(p => p.Id == command.PetitionId, cancellation);
        if (parent is null || !(command.By is null || command.By.Is(Roles.Clerk) || command.By.Is(Roles.Administrator)))
        {
            return new Refusal("case-not-found");
        }

        if (await CheckAsync(command, parent, cancellation) is { } refusal)
        {
            return refusal;
        }

        var due = await window.OfAsync(parent.OpinionDeliveredAt!.Value, cancellation);
        if (command.RequestedOn > due.Day)
        {
            return new Refusal("review-too-late", DocumentIssuer.Day(due.Day), DocumentIssuer.Day(ChinaTime.DayOf(parent.OpinionDeliveredAt.Value))) { Field = "RequestedOn" };
        }

        return await OpenAsync(command, parent, due.Day, cancellation);
    }

    private async Task<Refusal?> CheckAsync(RequestReview command, Petition parent, CancellationToken cancellation)
    {
        if (parent.FinalOn is not null)
        {
            return Finality.Refuse(parent);
        }

        if (parent.Kind == CaseKind.Review)
        {
            return new Refusal("review-of-review");
        }

        if (parent.OpinionDeliveredAt is not { } delivered)
        {
            return new Refusal("review-without-opinion");
        }

        if (command.RequestedOn > work.Time.Today() || command.RequestedOn < ChinaTime.DayOf(delivered))
        {
            return new Refusal("review-day-impossible", DocumentIssuer.Day(ChinaTime.DayOf(delivered))) { Field = "RequestedOn" };
        }

        if (await work.Db.Set<ReviewRequest>().Where(r => r.ParentId == parent.Id)
            .Join(work.Db.Set<Petition>(), r => r.PetitionId, p => p.Id, (_, p) => p.Number).FirstOrDefaultAsync(cancellation) is { } earlier)
        {
            return new Refusal("review-already-requested", earlier);
        }

        return CheckText("Reasons", command.Reasons) ?? CheckText("Evidence", command.Evidence);
    }

    /// <summary>Missing reasons or evidence are asked for before anything is opened (C53).</summary>
    private static Refusal? CheckText(string field, string? typed) => TypedText.Fault(TypedText.Clean(typed), MaxText, field, "review-incomplete");

    private async Task<Result<RequestedReview>> OpenAsync(RequestReview command, Petition parent, DateOnly lastDay, CancellationToken cancellation)
    {
        var received = ChinaTime.NoonWithin(command.RequestedOn, parent.OpinionDeliveredAt!.Value, work.Time.UtcNow());
        var act = OwnCases.ActOf(command.By);
        var reasons = TypedText.Clean(command.Reasons);
        var stopped = await clocks.HandleAsync(new StopClock(parent.Id, "K08", StopEvents.ReviewRequested) { At = received }, act, cancellation);
        if (stopped.Refusal is { } refusal)
        {
            return refusal;
        }

        var child = await children.OpenAsync(parent, new ChildCase(CaseKind.Review, reasons, received), act, cancellation);
        work.Db.Add(new ReviewRequest
        {
            PetitionId = child.Id,
            ParentId = parent.Id,
            RequestedOn = command.RequestedOn,
            Reasons = reasons,
            Evidence = TypedText.Clean(command.Evidence),
        });
        if (attach.Attach(child.Id, command.Files, act).Refusal is { } tooMany)
        {
            return tooMany;
        }

        if ((await application.IssueAsync(child, parent, command, act, cancellation)).Refusal is { } incomplete)
        {
            return incomplete;
        }

        work.Raise(parent.Id, new ReviewRequested(child.Id, child.Number, command.RequestedOn, lastDay), act);
        return new RequestedReview(child.Id, child.Number);
    }
}
