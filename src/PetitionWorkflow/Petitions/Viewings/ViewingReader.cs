using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Petitions.Viewings;

/// <summary>One line of the list. Not made by a constructor: the database could not order by what a constructor takes.</summary>
public sealed record ViewingLine
{
    public required long Id { get; init; }

    /// <summary>Of the case.</summary>
    public required string Number { get; init; }

    public required string PersonName { get; init; }
    public required string? UnitName { get; init; }
    public required ViewingKind Kind { get; init; }
    public required PersonalFields Fields { get; init; }
    public required DateTime At { get; init; }
}

/// <param name="Number">Of a case.</param>
/// <param name="Person">Part of a name.</param>
/// <param name="PersonalOnly">Only looks that showed something of the petitioner.</param>
public sealed record ViewingQuery(string? Number, string? Person, bool PersonalOnly);

/// <summary>Who has looked, for audit; never more cases than the asking person may see.</summary>
public sealed class ViewingReader(PetitionDbContext db)
{
    public Task<int> CountAsync(ViewingQuery query, Viewer viewer, CancellationToken cancellation) => Lines(query, viewer).CountAsync(cancellation);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ViewingLine>> PageAsync(ViewingQuery query, Viewer viewer, int skip, int take, CancellationToken cancellation) =>
        await Lines(query, viewer).OrderByDescending(l => l.At).ThenByDescending(l => l.Id).Skip(skip).Take(take).ToListAsync(cancellation);

    private IQueryable<ViewingLine> Lines(ViewingQuery query, Viewer viewer)
    {
        var viewings = db.Set<CaseViewing>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(query.Person))
        {
            var name = query.Person.Trim();
            viewings = viewings.Where(v => v.PersonName.Contains(name));
        }

        if (query.PersonalOnly)
        {
            viewings = viewings.Where(v => v.Fields != PersonalFields.None);
        }

        var cases = db.Set<Petition>().VisibleTo(viewer);
        if (!string.IsNullOrWhiteSpace(query.Number))
        {
            cases = cases.Numbered(query.Number.Trim());
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
                Number = petition.Number, PersonName = viewing.PersonName, UnitName = unit == null ? null : unit.Name, Kind = viewing.Kind, Fields = viewing.Fields, At = viewing.At, Id = viewing.Id,
            };
    }
}
