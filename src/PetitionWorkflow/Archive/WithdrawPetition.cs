using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Archive;

/// <summary>The petitioner withdraws the matter: the flow is cancelled, its open tasks are withdrawn, its clocks stop.</summary>
/// <param name="PetitionId">The case.</param>
/// <param name="Reason">Kept in the history.</param>
/// <param name="By">The clerk who was told; null when the petitioner says so with the query code of the receipt.</param>
public sealed record WithdrawPetition(Guid PetitionId, string? Reason, Viewer? By);

public sealed class WithdrawPetitionHandler(UnitOfWork work, CaseCloser closer)
{
    private const int MaxReason = 1000;

    public async Task<Result> HandleAsync(WithdrawPetition command, CancellationToken cancellation)
    {
        var petition = await work.Db.Set<Petition>().OfPetitionerOr(command.By).SingleOrDefaultAsync(p => p.Id == command.PetitionId, cancellation);
        if (petition is null || !(command.By is null || command.By.Is(Roles.Clerk) || command.By.Is(Roles.Administrator)))
        {
            return new Refusal("case-not-found");
        }

        if (!petition.IsOpen)
        {
            return new Refusal("case-closed");
        }

        var reason = TypedText.Clean(command.Reason);
        if (reason.Length == 0)
        {
            return new Refusal("reason-required") { Field = "reason" };
        }

        return reason.Length > MaxReason
            ? new Refusal("field-too-long", MaxReason, reason.Length) { Field = "reason" }
            : await closer.CloseAsync(petition, CaseOutcome.Withdrawn, OwnCases.ActOf(command.By, reason), cancellation);
    }
}
