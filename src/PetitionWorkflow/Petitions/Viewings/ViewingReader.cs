using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions.Viewings;

/// <summary>One line of the list. Not made by a constructor: the database could not order by what a constructor takes.</summary>
public sealed record ViewingLine
{
    /// <summary>Of the case.</summary>
    public required string Number { get; init; }

    public required string PersonName { get; init; }
    public required string? UnitName { get; init; }
    public required ViewingKind Kind { get; init; }
    public required DateTime FirstAt { get; init; }
}

/// <summary>Who has looked, for audit; never more cases than the asking person may see.</summary>
public sealed class ViewingReader(PetitionDbContext db)
{
    public Task<int> CountAsync(string? number, string? person, Viewer viewer, CancellationToken cancellation) => Lines(number, person, viewer).CountAsync(cancellation);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ViewingLine>> PageAsync(string? number, string? person, Viewer viewer, int skip, int take, CancellationToken cancellation) =>
        await Lines(number, person, viewer).OrderByDescending(l => l.FirstAt).ThenBy(l => l.Number).ThenBy(l => l.Kind).Skip(skip).Take(take).ToListAsync(cancellation);

    private IQueryable<ViewingLine> Lines(string? number, string? person, Viewer viewer)
    {
        var viewings = db.Set<CaseViewing>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(person))
        {
            var name = person.Trim();
            viewings = viewings.Where(v => v.PersonName.Contains(name));
        }

        var cases = db.Set<Petition>().VisibleTo(viewer);
        if (!string.IsNullOrWhiteSpace(number))
        {
            cases = cases.Numbered(number.Trim());
        }

        return
            from viewing in viewings
            join petition in cases on viewing.PetitionId equals petition.Id
            join member in db.Set<StaffMember>() on viewing.PersonId equals member.Id into members
            from member in members.DefaultIfEmpty()
            join unit in db.Set<Unit>() on member.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            select new ViewingLine
            {
                Number = petition.Number, PersonName = viewing.PersonName, UnitName = unit == null ? null : unit.Name, Kind = viewing.Kind, FirstAt = viewing.FirstAt,
            };
    }
}
