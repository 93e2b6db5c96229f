using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>Raises the events of clocks, each marked with the unit that it concerns.</summary>
public sealed class ClockTrace(UnitOfWork work, ClockCatalogues catalogues)
{
    /// <param name="clock">The clock it happened to.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="act">Who did it.</param>
    /// <param name="leadUnitId">The case's lead unit, where the caller knows it.</param>
    public void Raise(CaseClock clock, ClockEvent happened, ActContext act, Guid? leadUnitId = null)
    {
        var rule = catalogues.Current.Of(clock);
        var unit = clock.UnitId ?? (rule.BindsLeadUnit ? leadUnitId : null);
        var officeOnly = unit is null && !rule.BindsLeadUnit && rule.Standing != ClockStanding.Right;
        work.Raise(clock.PetitionId, happened with { UnitId = unit, OfficeOnly = officeOnly }, act);
    }
}
