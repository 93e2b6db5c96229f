using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions;

/// <summary>
/// 調解、和解 (Art. 33, R22): held only with the consent of both sides; what they agreed becomes a paper that both sign. No legal time stops
/// for it.
/// </summary>
/// <param name="PetitionId">The case.</param>
/// <param name="HeldOn">The legal day.</param>
/// <param name="Kind">With a mediator, or between the parties alone.</param>
/// <param name="Parties">Who agreed, and who mediated.</param>
/// <param name="BothConsent">Both sides wanted it.</param>
/// <param name="Agreement">What was agreed; empty when nothing was.</param>
/// <param name="By">Of the office or of a unit that handles the case.</param>
public sealed record RecordMediation(Guid PetitionId, DateOnly? HeldOn, MediationKind Kind, string? Parties, bool BothConsent, string? Agreement, Viewer By);

public enum MediationKind
{
    /// <summary>調解</summary>
    Mediation = 1,

    /// <summary>和解</summary>
    Settlement = 2,
}

/// <param name="Agreement">Null when nothing was agreed.</param>
public sealed record MediationHeld(DateOnly On, MediationKind Mediation, string Parties, string? Agreement) : ICaseEvent;

public sealed class RecordMediationHandler(UnitOfWork work)
{
    private const int MaxParties = 500;
    private const int MaxAgreement = 4000;

    public async Task<Result> HandleAsync(RecordMediation command, CancellationToken cancellation)
    {
        var found = await work.Db.CaseForWorkAsync(command.PetitionId, command.By, cancellation);
        if (found.Refusal is { } none)
        {
            return none;
        }

        var petition = found.Value;

        if (!CaseActions.MayContact(command.By, petition))
        {
            return new Refusal("case-not-for-you");
        }

        var (parties, agreement) = (TypedText.Clean(command.Parties), TypedText.Clean(command.Agreement));
        if (Refusal.Together([.. Faults(command, petition, parties, agreement)]) is { } wrong)
        {
            return wrong;
        }

        work.Raise(petition.Id, new MediationHeld(command.HeldOn!.Value, command.Kind, parties, agreement.Length == 0 ? null : agreement), command.By.Act());
        return Result.Done;
    }

    private IEnumerable<Refusal> Faults(RecordMediation command, Petition petition, string parties, string agreement)
    {
        var received = ChinaTime.DayOf(petition.ReceivedAt);
        if (command.HeldOn is not { } day || day < received || day > work.Time.Today())
        {
            yield return (command.HeldOn is null ? new Refusal("field-required") : new Refusal("contact-day-impossible", received)) with { Field = "MediatedOn" };
        }

        if (!Enum.IsDefined(command.Kind))
        {
            yield return new Refusal("field-not-an-option") { Field = "Mediation" };
        }

        if (TypedText.Fault(parties, MaxParties, "Parties") is { } fault)
        {
            yield return fault;
        }

        if (!command.BothConsent)
        {
            yield return new Refusal("mediation-without-consent") { Field = "BothConsent" };
        }

        if (agreement.Length > MaxAgreement)
        {
            yield return new Refusal("field-too-long", MaxAgreement, agreement.Length) { Field = "Agreement" };
        }
    }
}
