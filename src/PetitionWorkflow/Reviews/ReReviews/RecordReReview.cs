using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reviews.ReReviews;

/// <summary>
/// The re-review opinion came back from the authority one level up (Art. 36 ¶2). Upheld or changed, it makes the matter final (¶3);
/// sent back, the matter is handled anew as a case of its own.
/// </summary>
public sealed record RecordReReview(string Number, DateOnly DecidedOn, ReReviewOutcome Outcome, string? OpinionNumber, Viewer By);

public sealed class RecordReReviewHandler(UnitOfWork work, ReReviewFiles files, ChildCases children, StopByRule stops)
{
    public async Task<Result> HandleAsync(RecordReReview command, CancellationToken cancellation)
    {
        if (await files.FindAsync(command.Number, command.By, cancellation) is not { } file)
        {
            return new Refusal("case-not-found");
        }

        var opinion = TypedText.Clean(command.OpinionNumber);
        if (Check(command, file, opinion) is { } refusal)
        {
            return refusal;
        }

        var (asked, act) = (file.Asked!, command.By.Act());
        (asked.DecidedOn, asked.Outcome, asked.OpinionNumber) = (command.DecidedOn, command.Outcome, opinion);
        var at = ChinaTime.NoonWithin(command.DecidedOn, file.Review.OpinionDeliveredAt!.Value, work.Time.UtcNow());
        await stops.HappenedAsync(file.Review.Id, StopEvents.ReReviewDecided, clock => clock.Code == ReReview.Clock, act, cancellation, at);
        foreach (var petition in new[] { file.Review, file.Original })
        {
            work.Raise(petition.Id, new ReReviewDecided(command.Outcome, command.DecidedOn, opinion), act);
        }

        if (command.Outcome == ReReviewOutcome.SentBack)
        {
            await children.OpenAsync(file.Original, new ChildCase(CaseKind.Petition, file.Original.Text, work.Time.UtcNow()), act, cancellation);
            return Result.Done;
        }

        // The matter is final, not one case of it: a case that was handled anew takes those before it along.
        for (var petition = file.Review; petition is not null; petition = petition.ParentId is { } id ? await work.Db.FindAsync<Petition>([id], cancellation) : null)
        {
            work.MakeFinal(petition, command.DecidedOn, $"{asked.Authority} {opinion}", act);
        }

        return Result.Done;
    }

    private Refusal? Check(RecordReReview command, ReReviewFile file, string opinion)
    {
        if (file.Asked is not { } asked)
        {
            return new Refusal("re-review-not-requested");
        }

        if (asked.Outcome is not null)
        {
            return file.Original.FinalOn is null ? new Refusal("re-review-already-decided") : Finality.Refuse(file.Original);
        }

        var faults = new List<Refusal>();
        if (command.DecidedOn < asked.RequestedOn || command.DecidedOn > work.Time.Today())
        {
            faults.Add(new Refusal("re-review-decided-impossible", DocumentIssuer.Day(asked.RequestedOn)) { Field = nameof(command.DecidedOn) });
        }

        if (!Enum.IsDefined(command.Outcome))
        {
            faults.Add(new Refusal(command.Outcome == default ? "field-required" : "field-not-an-option") { Field = nameof(command.Outcome) });
        }

        if (TypedText.Fault(opinion, ReReview.MaxOpinionNumber, nameof(command.OpinionNumber)) is { } fault)
        {
            faults.Add(fault);
        }

        return Refusal.Together(faults);
    }
}
