using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Deadlines.Editing;

/// <summary>The catalogue as it stands: the shipped one, and on it what administrators published.</summary>
public sealed class ClockCatalogues(PetitionDbContext db)
{
    private static readonly KeptQuery<int, ClockRuleVersion> Published = new((db, since) =>
        db.Set<ClockRuleVersion>().AsNoTracking().Where(v => v.Version >= since).OrderBy(v => v.Code).ThenBy(v => v.Version));

    private ClockCatalogue? _current;

    /// <summary>Read once per unit of work; the table has a handful of rows, and rules are asked for where nothing can wait.</summary>
    public ClockCatalogue Current => _current ??= Published.List(db, 0)
        .Aggregate(ClockCatalogue.Shipped, (catalogue, version) => catalogue.With(version.Published));
}
