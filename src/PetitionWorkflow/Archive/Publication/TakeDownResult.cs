using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Archive.Publication;

/// <summary>Ends a publication before its last day.</summary>
public sealed record TakeDownResult(string Number, string? Reason, Viewer By);

public sealed class TakeDownResultHandler(UnitOfWork work, PublicationDrafts drafts)
{
    private const int MaxReason = 1000;

    public async Task<Result> HandleAsync(TakeDownResult command, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(command.Number, command.By, cancellation) is not { Shown: { } shown })
        {
            return new Refusal("publication-not-shown");
        }

        var reason = TypedText.Clean(command.Reason);
        if (reason.Length is 0 or > MaxReason)
        {
            return reason.Length == 0 ? new Refusal("reason-required") { Field = nameof(command.Reason) } : new Refusal("field-too-long", MaxReason, reason.Length) { Field = nameof(command.Reason) };
        }

        shown.TakenDownAt = work.Time.UtcNow();
        work.Raise(shown.PetitionId, new ResultTakenDown(reason), command.By.Act());
        return Result.Done;
    }
}
