using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Pauses;

/// <summary>Who may know of a pause and who may do what about it.</summary>
public static class PauseRules
{
    /// <summary>The office reads every request, a unit its own; neither one of a case that it may not see.</summary>
    public static IQueryable<PauseRequest> PausesVisibleTo(this PetitionDbContext db, Viewer viewer)
    {
        var (unit, all, cases) = (viewer.UnitId, viewer.SeesEveryCase, db.Set<Petition>().VisibleTo(viewer));
        return db.Set<PauseRequest>().Where(r => (all || r.UnitId == unit) && cases.Any(p => p.Id == r.PetitionId));
    }

    /// <summary>For whom a person asks: a unit that has the case in hand, or the office (null inside). Not at all: false.</summary>
    public static async Task<(bool May, Guid? UnitId)> MayAskAsync(this PetitionDbContext db, Viewer viewer, Guid petitionId, CancellationToken cancellation)
    {
        if (!CaseActions.MayWork(viewer))
        {
            return (false, null);
        }

        return viewer.UnitId is { } unit
            ? (await db.Set<Assignment>().AnyAsync(a => a.PetitionId == petitionId && a.UnitId == unit && a.EndedAt == null, cancellation), unit)
            : (viewer.Is(Roles.Clerk), null);
    }

    /// <summary>A clerk of the office, and not the one who asked.</summary>
    public static bool MayDecide(Viewer viewer, PauseRequest request) => request.State == PauseState.Asked && IsOffice(viewer) && request.AskedById != viewer.UserId;

    public static bool MayEnd(Viewer viewer, PauseRequest request) =>
        request.State == PauseState.Running && (IsOffice(viewer) || (request.UnitId is not null && viewer.UnitId == request.UnitId && CaseActions.MayWork(viewer)));

    /// <summary>Told with the reader's other reminders; ground and reasons are read in the system.</summary>
    internal static CaseNotice Notice(string kind, Petition petition, PauseRequest request) => new(kind, petition.Id, petition.Number, $"{kind}:{request.Id:n}") { IsHeld = true };

    private static bool IsOffice(Viewer viewer) => viewer.Is(Roles.Clerk) && viewer.UnitId is null;
}

public sealed record PauseAsked(Guid RequestId, string Ground, DateOnly LastDay) : ICaseEvent
{
    /// <summary>Which unit reads of it, beside the office.</summary>
    public Guid? UnitId { get; init; }

    public bool OfficeOnly { get; init; }
}

public sealed record PauseDecided(Guid RequestId, string Ground, bool IsApproved, int Clocks) : ICaseEvent
{
    public Guid? UnitId { get; init; }
    public bool OfficeOnly { get; init; }
}

public sealed record PauseEnded(Guid RequestId, string Ground, int Clocks) : ICaseEvent
{
    public Guid? UnitId { get; init; }
    public bool OfficeOnly { get; init; }
}
