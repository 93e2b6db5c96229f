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
        if (TypedText.Fault(reason, MaxReason, nameof(command.Reason), "reason-required") is { } fault)
        {
            return fault;
        }

        shown.TakenDownAt = work.Time.UtcNow();
        work.Raise(shown.PetitionId, new ResultTakenDown(reason), command.By.Act());
        return Result.Done;
    }
}
