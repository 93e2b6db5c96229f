using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Public;

/// <summary>A step the case has taken.</summary>
public sealed record OwnStep(DateOnly On, CaseStage Stage);

/// <summary>A day that binds the office or bounds a right; the key of its sentence is <c>Public.Day.CODE</c>.</summary>
public sealed record OwnDay(string Code, DateOnly On, bool IsOver);

/// <summary>Whom the petitioner asked to be recused, and what was decided; the name is as the petitioner wrote it.</summary>
public sealed record OwnRecusal(string Named, DateOnly AskedOn, RecusalState State, string? Reason);

public sealed record OwnPaper(Guid Id, string Number, string Title, DateOnly IssuedOn);

/// <summary>Since when and by which re-review opinion a matter is final.</summary>
public sealed record OwnFinality(DateOnly On, string By);

/// <summary>
/// What a petitioner reads of the own case: no name, no address, no telephone, nobody of the office. Of an accusation or an anonymous
/// petition not even the subject, the unit and the papers: a receipt may be found by somebody else (Art. 30 ¶3).
/// </summary>
public sealed record OwnCase(Guid Id, string Number, CaseKind Kind, CaseStage Stage, CaseOutcome? Outcome, bool IsDiscreet, string? Subject, string? UnitName, DateOnly ReceivedOn)
{
    public IReadOnlyList<OwnStep> Steps { get; init; } = [];
    public IReadOnlyList<OwnDay> Days { get; init; } = [];
    public IReadOnlyList<OwnPaper> Papers { get; init; } = [];
    public IReadOnlyDictionary<RatedAspect, Satisfaction> Ratings { get; init; } = new Dictionary<RatedAspect, Satisfaction>();

    public IReadOnlyList<OwnRecusal> Recusals { get; init; } = [];

    /// <summary>The review of this case, when one was asked for.</summary>
    public OwnCase? Review { get; init; }

    /// <summary>The last day on which a review can be asked for; null before an opinion is delivered, and of a review.</summary>
    public DateOnly? ReviewUntil { get; init; }

    public DateOnly? OpinionOn { get; init; }

    /// <summary>終結: this matter, or the one whose facts and reasons it repeats, was finally decided.</summary>
    public OwnFinality? Final { get; init; }

    public bool IsOpen => Stage != CaseStage.Archived;
    public bool MayRateOutcome => !IsOpen || OpinionOn is not null;
}

public sealed class OwnCaseReader(PetitionDbContext db, ReviewWindow window, TimeProvider time)
{
    /// <summary>Papers written for the petitioner; the rest is between offices.</summary>
    private static readonly string[] ForPetitioner =
    [
        DocumentKinds.AcceptanceNotice, DocumentKinds.HandlingNotice, "out-of-scope-notice", "completion-notice", "extension-notice", "not-admissible-notice", DocumentKinds.FinalNotice,
        "procedure-notice", "merge-notice", "in-hand-notice", DocumentKinds.RepeatNotice, DocumentKinds.Reply, DocumentKinds.Opinion, DocumentKinds.ReviewOpinion,
    ];

    /// <summary>The clocks that are told: routing, answer, review and re-review, and the rights to both.</summary>
    private static readonly string[] Told = ["K01", "K12", "K05", "K21", "K09", "K10", "K11"];

    public async Task<OwnCase?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var found = await db.Set<Petition>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (found is null)
        {
            return null;
        }

        var discreet = IsDiscreet(found);
        var review = await db.Set<Petition>().Where(p => p.ParentId == id && p.Kind == CaseKind.Review).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellation);
        return new OwnCase(
            id, found.Number, found.Kind, found.Stage, found.Outcome, discreet, discreet ? null : found.Subject,
            discreet ? null : await UnitAsync(found.LeadUnitId, cancellation), ChinaTime.DayOf(found.ReceivedAt))
        {
            Steps = await StepsAsync(id, cancellation),
            Days = await DaysAsync(id, cancellation),
            Papers = discreet ? [] : await PapersAsync(id, cancellation),
            Ratings = await db.Set<PetitionRating>().Where(r => r.PetitionId == id).ToDictionaryAsync(r => r.Aspect, r => r.Satisfaction, cancellation),
            Recusals = await RecusalsAsync(id, cancellation),
            Review = review is { } child ? await ReadAsync(child, cancellation) : null,
            Final = await FinalityAsync(found.Outcome == CaseOutcome.AlreadyFinal ? found.DuplicateOfId : id, cancellation),
            OpinionOn = found.OpinionDeliveredAt is { } delivered ? ChinaTime.DayOf(delivered) : null,
            ReviewUntil = found is { Kind: CaseKind.Petition, OpinionDeliveredAt: { } at } ? (await window.OfAsync(at, cancellation)).Day : null,
        };
    }

    /// <summary>A paper of the case or of its review, as delivered; null for anything else.</summary>
    public async Task<CaseDocument?> PaperAsync(Guid caseId, Guid paperId, CancellationToken cancellation)
    {
        var mine = await ReadAsync(caseId, cancellation);
        return mine is not null && (mine.Papers.Any(p => p.Id == paperId) || mine.Review?.Papers.Any(p => p.Id == paperId) == true)
            ? await db.Set<CaseDocument>().AsNoTracking().SingleAsync(d => d.Id == paperId, cancellation)
            : null;
    }

    private static bool IsDiscreet(Petition petition) =>
        petition.Petitioner.IsAnonymous || petition.AccusedUnitId is not null || petition.MatterClass == MatterClass.Accusation;

    /// <summary>The petitioner's own requests; those of the office are the office's.</summary>
    private async Task<IReadOnlyList<OwnRecusal>> RecusalsAsync(Guid id, CancellationToken cancellation)
    {
        var asked = await db.Set<RecusalRequest>().AsNoTracking().Where(r => r.PetitionId == id && r.AskedById == null).OrderBy(r => r.AskedAt).ThenBy(r => r.Id).ToListAsync(cancellation);
        return [.. asked.Select(r => new OwnRecusal(r.Named, ChinaTime.DayOf(r.AskedAt), r.State, r.DecisionReason))];
    }

    private async Task<OwnFinality?> FinalityAsync(Guid? id, CancellationToken cancellation) =>
        await db.Set<Petition>().Where(p => p.Id == id && p.FinalOn != null).Select(p => new OwnFinality(p.FinalOn!.Value, p.FinalBy ?? "")).SingleOrDefaultAsync(cancellation);

    private async Task<string?> UnitAsync(Guid? unit, CancellationToken cancellation) =>
        unit is null ? null : await db.Set<Unit>().Where(u => u.Id == unit).Select(u => u.Name).SingleOrDefaultAsync(cancellation);

    private async Task<IReadOnlyList<OwnStep>> StepsAsync(Guid id, CancellationToken cancellation)
    {
        var stored = await db.Set<CaseEvent>().AsNoTracking()
            .Where(e => e.PetitionId == id && e.Kind == nameof(StageChanged)).OrderBy(e => e.Id).Select(e => new { e.At, e.Data }).ToListAsync(cancellation);
        return [.. stored.Select(e => new OwnStep(ChinaTime.DayOf(e.At), JsonSerializer.Deserialize<StageChanged>(e.Data, CaseEvent.Json)!.To))];
    }

    private async Task<IReadOnlyList<OwnDay>> DaysAsync(Guid id, CancellationToken cancellation)
    {
        var now = time.UtcNow();
        var clocks = await db.Set<CaseClock>().AsNoTracking().Where(c => c.PetitionId == id && Told.Contains(c.Code)).ToListAsync(cancellation);
        return [.. clocks.Where(c => c.IsOpen).OrderBy(c => c.DueDay).ThenBy(c => c.Id).Select(c => new OwnDay(c.Code, c.DueDay, c.DueAt <= now))];
    }

    private async Task<IReadOnlyList<OwnPaper>> PapersAsync(Guid id, CancellationToken cancellation)
    {
        var papers = await db.Set<CaseDocument>().AsNoTracking()
            .Where(d => d.PetitionId == id && d.UnitId == null && ForPetitioner.Contains(d.Kind))
            .Where(d => d.DeliveredAt != null || (d.Kind != DocumentKinds.Reply && d.Kind != DocumentKinds.Opinion && d.Kind != DocumentKinds.ReviewOpinion))
            .OrderBy(d => d.IssuedAt).ThenBy(d => d.Id).Select(d => new { d.Id, d.Number, d.Title, d.IssuedAt }).ToListAsync(cancellation);
        return [.. papers.Select(d => new OwnPaper(d.Id, d.Number, d.Title, ChinaTime.DayOf(d.IssuedAt)))];
    }
}
