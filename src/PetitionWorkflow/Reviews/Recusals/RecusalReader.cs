using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reviews.Recusals;

/// <summary>A request with its case. Not made by a constructor: the database could not order by what a constructor takes.</summary>
public sealed record RecusalLine
{
    public required RecusalRequest Request { get; init; }
    public required string Number { get; init; }
    public required string Subject { get; init; }
}

/// <summary>Somebody to choose, and where the person works; no unit is the petition office.</summary>
public sealed record NamedPerson(Guid Id, string Name, string? UnitName);

/// <summary>Requests for recusal, and who is recused, as a person may see them.</summary>
public sealed class RecusalReader(PetitionDbContext db)
{
    /// <summary>Those that wait, the oldest first; then the decided ones, the latest first.</summary>
    public async Task<IReadOnlyList<RecusalLine>> PageAsync(Viewer viewer, int skip, int take, CancellationToken cancellation) =>
        await Lines(viewer).OrderBy(l => l.Request.State != RecusalState.Open).ThenByDescending(l => l.Request.DecidedAt).ThenBy(l => l.Request.AskedAt).ThenBy(l => l.Request.Id)
            .Skip(skip).Take(take).ToListAsync(cancellation);

    public Task<int> CountAsync(Viewer viewer, CancellationToken cancellation) => Lines(viewer).CountAsync(cancellation);

    public Task<int> OpenAsync(Viewer viewer, CancellationToken cancellation) => Lines(viewer).CountAsync(l => l.Request.State == RecusalState.Open, cancellation);

    /// <summary>The case's own, as the petitioner or the office reads them; whoever calls has opened the case.</summary>
    public async Task<IReadOnlyList<RecusalRequest>> OfCaseAsync(Guid petitionId, CancellationToken cancellation) =>
        await db.Set<RecusalRequest>().AsNoTracking().Where(r => r.PetitionId == petitionId).OrderBy(r => r.AskedAt).ThenBy(r => r.Id).ToListAsync(cancellation);

    /// <summary>Whom the viewer may name.</summary>
    public Task<List<NamedPerson>> PeopleAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation) =>
        Named(AskForRecusalHandler.People(db, petitionId, viewer)).ToListAsync(cancellation);

    /// <summary>Who could do what only the recused person could; empty when nothing is left undone.</summary>
    public async Task<IReadOnlyList<TaskCandidate>> SuccessorsAsync(RecusalRequest request, TaskCandidates candidates, CancellationToken cancellation)
    {
        var alone = request.PersonId is { } person ? await db.TasksOfNobodyElse(request.PetitionId, person).AsNoTracking().FirstOrDefaultAsync(cancellation) : null;
        return alone is null ? [] : [.. (await candidates.ForAsync(alone, cancellation)).Where(c => c.Id != request.PersonId)];
    }

    private IQueryable<NamedPerson> Named(IQueryable<StaffMember> people) =>
        from person in people
        join unit in db.Set<Unit>() on person.UnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        orderby unit == null ? "" : unit.Name, person.DisplayName, person.Id
        select new NamedPerson(person.Id, person.DisplayName, unit == null ? null : unit.Name);

    private IQueryable<RecusalLine> Lines(Viewer viewer)
    {
        var cases = db.Set<Petition>().VisibleTo(viewer);
        return from request in db.Set<RecusalRequest>().AsNoTracking()
               join petition in cases on request.PetitionId equals petition.Id
               select new RecusalLine { Request = request, Number = petition.Number, Subject = petition.Subject };
    }
}
