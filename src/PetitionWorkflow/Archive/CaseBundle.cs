using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Archive;

/// <summary>A case's whole file was taken out of the system. Of the office only: it holds what units must not see of each other.</summary>
public sealed record CaseBundleTaken(int Papers, int Attachments, bool OfficeOnly = true) : ICaseEvent;

/// <summary>案卷 (C30): everything that the system holds on a case.</summary>
public sealed record CaseBundle(
    Petition Case,
    IReadOnlyList<Assignment> Assignments,
    IReadOnlyList<WorkTask> Tasks,
    IReadOnlyList<CaseEvent> History,
    IReadOnlyList<CaseDocument> Papers,
    IReadOnlyList<Attachment> Attachments,
    IReadOnlyDictionary<Guid, string> Units,
    DateTime TakenAt,
    string TakenBy)
{
    /// <summary>The office's own people; an auditor reads on the page and leaves no trace in the case.</summary>
    public static bool MayTake(Viewer viewer) => viewer.SeesEveryCase && !viewer.Is(Roles.Auditor);
}

/// <param name="Number">The case, by its number.</param>
/// <param name="By">Clerk, leader or administrator.</param>
public sealed record TakeCaseBundle(string Number, Viewer By);

/// <summary>Gathers a case's file and notes in its history who took it.</summary>
public sealed class TakeCaseBundleHandler(UnitOfWork work, CaseBundles bundles)
{
    public async Task<Result<CaseBundle>> HandleAsync(TakeCaseBundle command, CancellationToken cancellation)
    {
        var petition = CaseBundle.MayTake(command.By)
            ? await work.Db.Set<Petition>().AsNoTracking().VisibleTo(command.By).Numbered(command.Number).SingleOrDefaultAsync(cancellation)
            : null;
        if (petition is null)
        {
            return new Refusal("case-not-found");
        }

        var bundle = await bundles.GatherAsync(petition, command.By, cancellation);
        work.Raise(petition.Id, new CaseBundleTaken(bundle.Papers.Count, bundle.Attachments.Count), command.By.Act());
        return bundle;
    }
}

/// <summary>Reads all that a case consists of.</summary>
public sealed class CaseBundles(PetitionDbContext db, TimeProvider time)
{
    public async Task<CaseBundle> GatherAsync(Petition petition, Viewer by, CancellationToken cancellation)
    {
        var id = petition.Id;
        return new CaseBundle(
            petition,
            await db.Set<Assignment>().AsNoTracking().Where(a => a.PetitionId == id).OrderBy(a => a.AssignedAt).ThenBy(a => a.Id).ToListAsync(cancellation),
            await db.Set<WorkTask>().AsNoTracking().Where(t => t.PetitionId == id).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync(cancellation),
            await db.Set<CaseEvent>().AsNoTracking().Where(e => e.PetitionId == id).OrderBy(e => e.Id).ToListAsync(cancellation),
            await db.Set<CaseDocument>().AsNoTracking().Where(d => d.PetitionId == id).OrderBy(d => d.IssuedAt).ThenBy(d => d.Number).ToListAsync(cancellation),
            await db.Set<Attachment>().AsNoTracking().Where(a => a.PetitionId == id).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).ToListAsync(cancellation),
            await db.Set<Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancellation),
            time.UtcNow(),
            by.DisplayName);
    }
}
