using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Pauses;

/// <summary>Which clocks of a case a pause concerns.</summary>
public sealed class PausableClocks(UnitOfWork work, OpenClocks open, ClockDerivation derivation)
{
    /// <summary>Those that run, are not overdue, bind the unit and name the ground in their rule. The office may stop any unit's.</summary>
    public async Task<IReadOnlyList<CaseClock>> OfAsync(Petition petition, Guid? unitId, string ground, CancellationToken cancellation)
    {
        var now = work.Time.UtcNow();
        return
        [
            .. (await open.OfCaseAsync(petition.Id, cancellation))
                .Where(c => c.State == ClockState.Running && now < c.DueAt && derivation.RuleOf(c).PauseGrounds.Contains(ground) && Binds(c, petition, unitId))
                .OrderBy(c => c.Code, StringComparer.Ordinal).ThenBy(c => c.Id),
        ];
    }

    /// <summary>While the case is open; after that only where a clock goes on that may stand still, the re-review's (K11).</summary>
    public async Task<bool> MayBeAskedForAsync(Petition petition, CancellationToken cancellation) =>
        petition.IsOpen || (await open.OfCaseAsync(petition.Id, cancellation)).Any(c => c.State == ClockState.Running && derivation.RuleOf(c).PauseGrounds.Count > 0);

    /// <summary>Those that stand still because of a request.</summary>
    public async Task<IReadOnlyList<CaseClock>> StoppedByAsync(PauseRequest request, CancellationToken cancellation) =>
        [.. (await open.OfCaseAsync(request.PetitionId, cancellation)).Where(c => c.State == ClockState.Paused && c.Terms.Pauses[^1].RequestId == request.Id)];

    private bool Binds(CaseClock clock, Petition petition, Guid? unitId) =>
        unitId is null || (clock.UnitId ?? (derivation.RuleOf(clock).BindsLeadUnit ? petition.LeadUnitId : null)) == unitId;
}
