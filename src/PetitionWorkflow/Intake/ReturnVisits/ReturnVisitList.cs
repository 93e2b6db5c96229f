using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Intake.ReturnVisits;

/// <param name="Attempts">How often nobody was reached.</param>
/// <param name="LastOn">The day of the last attempt.</param>
public sealed record DueReturnVisit(Guid Id, string Number, string Subject, string? UnitName, DateTime ClosedAt, int Attempts, DateOnly? LastOn);

/// <summary>
/// Whom to ask: of the cases that a unit handled and that were closed in the last <see cref="WithinDays"/> days, the share that the
/// office samples, until the petitioner answers, declines or was not reached <see cref="MostAttempts"/> times. Which cases are in the
/// sample is decided by their random ids alone, so that nobody can tell beforehand or choose.
/// </summary>
public sealed class ReturnVisitList(PetitionDbContext db, ReturnVisitShare share, TimeProvider time)
{
    public const int WithinDays = 90, MostAttempts = 3;

    private const int ByteValues = 256, Hundred = 100;

    /// <summary>Of the office, as <see cref="RecordReturnVisitHandler"/> demands too.</summary>
    public static bool MayRecord(Viewer viewer) => viewer.SeesEveryCase && (viewer.Is(Roles.Clerk) || viewer.Is(Roles.Administrator));

    /// <summary>Who closed first comes first.</summary>
    public async Task<IReadOnlyList<DueReturnVisit>> DueAsync(Viewer viewer, CancellationToken cancellation)
    {
        if (!viewer.SeesEveryCase)
        {
            return [];
        }

        var since = time.UtcNow().AddDays(-WithinDays);
        var closed = db.Set<Petition>().AsNoTracking().VisibleTo(viewer)
            .Where(p => p.Kind == CaseKind.Petition && p.Outcome == CaseOutcome.Resolved && p.ClosedAt >= since && p.LeadUnitId != null && !p.Petitioner.IsAnonymous)
            .Where(p => p.Petitioner.Phone != null || p.Petitioner.Email != null || p.Petitioner.Address != null);
        var made = (await db.Set<CaseEvent>().AsNoTracking().Where(e => e.Kind == nameof(ReturnVisitMade) && closed.Any(p => p.Id == e.PetitionId))
            .Select(e => new { e.PetitionId, e.Data }).ToListAsync(cancellation)).ToLookup(e => e.PetitionId, e => Read(e.Data));
        var percent = await share.ReadAsync(cancellation);
        var cases = await closed.OrderBy(p => p.ClosedAt).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Number, p.Subject, p.ClosedAt, Unit = db.Set<Unit>().Where(u => u.Id == p.LeadUnitId).Select(u => u.Name).FirstOrDefault() })
            .ToListAsync(cancellation);
        return
        [
            .. cases.Where(c => IsSampled(c.Id, percent) && IsWaiting([.. made[c.Id]]))
                .Select(c => new DueReturnVisit(c.Id, c.Number, c.Subject, c.Unit, c.ClosedAt!.Value, made[c.Id].Count(), made[c.Id].Select(m => (DateOnly?)m.On).Max())),
        ];
    }

    /// <summary>What was recorded between two instants (UTC), of some cases.</summary>
    public static async Task<IReadOnlyList<ReturnVisitMade>> MadeAsync(
        PetitionDbContext db, IQueryable<Petition> cases, DateTime from, DateTime until, CancellationToken cancellation) =>
        [.. (await db.Set<CaseEvent>().AsNoTracking().Where(e => e.Kind == nameof(ReturnVisitMade) && e.At >= from && e.At < until && cases.Any(p => p.Id == e.PetitionId))
            .OrderBy(e => e.Id).Select(e => e.Data).ToListAsync(cancellation)).Select(Read)];

    private static bool IsWaiting(IReadOnlyList<ReturnVisitMade> made) => made.Count < MostAttempts && made.All(m => m.Answer == ReturnVisitAnswer.NotReached);

    /// <summary>The last byte of an id is random (RFC 9562, version 7).</summary>
    private static bool IsSampled(Guid id, int percent) => id.ToByteArray()[^1] * Hundred < percent * ByteValues;

    private static ReturnVisitMade Read(string data) => JsonSerializer.Deserialize<ReturnVisitMade>(data, CaseEvent.Json)!;
}
