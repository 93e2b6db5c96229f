using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>督辦 (Art. 40, R31, C13): the office demands of a unit that handles the case what is amiss, and may suggest an improvement.</summary>
/// <param name="PetitionId">The case.</param>
/// <param name="UnitId">A unit that handles it.</param>
/// <param name="What">What is amiss, and what is demanded.</param>
/// <param name="Suggestion">The kind of improvement suggested; the unit answers in writing whether it adopts it.</param>
/// <param name="DueDay">The last day for the answer.</param>
/// <param name="By">A clerk, leader or administrator.</param>
public sealed record SuperviseUnit(Guid PetitionId, Guid? UnitId, string? What, ImprovementKind? Suggestion, DateOnly? DueDay, Viewer By);

public sealed class SuperviseUnitHandler(UnitOfWork work, CaseDuties duties)
{
    private const int MaxLength = 1000;

    public async Task<Result> HandleAsync(SuperviseUnit command, CancellationToken cancellation)
    {
        var found = await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation);
        if (found.Refusal is { } none)
        {
            return none;
        }

        var petition = found.Value;

        if (!CaseActions.MayUrge(command.By) || !petition.IsOpen)
        {
            return new Refusal("case-not-for-you");
        }

        var unit = await (
            from assignment in work.Db.Set<Assignment>()
            where assignment.PetitionId == petition.Id && assignment.UnitId == command.UnitId && assignment.EndedAt == null
            join known in work.Db.Set<Unit>() on assignment.UnitId equals known.Id
            select known).FirstOrDefaultAsync(cancellation);
        var what = TypedText.Clean(command.What);
        if (Refusal.Together([.. Faults(command, unit, what)]) is { } wrong)
        {
            return wrong;
        }

        duties.Give(petition.Id, unit!, DutyOrigin.Supervision, what, command.DueDay!.Value, command.By.Act(), suggestion: command.Suggestion);
        return Result.Done;
    }

    private IEnumerable<Refusal> Faults(SuperviseUnit command, Unit? unit, string what)
    {
        if (unit is null)
        {
            yield return new Refusal("urge-unit-not-assigned") { Field = "SupervisedUnit" };
        }

        if (command.Suggestion is { } kind && !Enum.IsDefined(kind))
        {
            yield return new Refusal("field-not-an-option") { Field = "Suggestion" };
        }

        if (TypedText.Fault(what, MaxLength, "SupervisionText") is { } fault)
        {
            yield return fault;
        }

        if (command.DueDay is not { } due || due < work.Time.Today())
        {
            yield return (command.DueDay is null ? new Refusal("field-required") : new Refusal("duty-day-past")) with { Field = "SupervisionDue" };
        }
    }
}
