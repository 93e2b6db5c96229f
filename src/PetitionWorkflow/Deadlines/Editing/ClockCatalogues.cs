using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>The catalogue as it stands: the shipped one, and on it what administrators published.</summary>
public sealed class ClockCatalogues(PetitionDbContext db)
{
    private ClockCatalogue? _current;

    /// <summary>Read once per unit of work; the table has a handful of rows, and rules are asked for where nothing can wait.</summary>
    public ClockCatalogue Current => _current ??= db.Set<ClockRuleVersion>().AsNoTracking().OrderBy(v => v.Code).ThenBy(v => v.Version).ToList()
        .Aggregate(ClockCatalogue.Shipped, (catalogue, version) => catalogue.With(version.Published));
}
