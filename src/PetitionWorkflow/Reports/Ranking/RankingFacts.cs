using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reports.Ranking;

/// <summary>
/// 日常考核 (C82): the facts of a quarter or a year as daily work recorded them; no figure is typed in. Each belongs to the quarter in
/// which it was given, due, reported, verified or rated, so that none is counted in two quarters.
/// </summary>
public sealed class RankingFacts(PetitionDbContext db)
{
    public async Task<RankingInputs> OfAsync(ReportPeriod period, CancellationToken cancellation)
    {
        var byUnit = (await InAsync(period.Days, CaseScope.All, cancellation)).ToLookup(f => f.Unit, f => f.Fact);
        var units = await db.Set<Unit>().AsNoTracking().ToListAsync(cancellation);
        return new RankingInputs(period.Span, period.Year, period.Number,
        [
            .. units.Where(u => byUnit.Contains(u.Id)).OrderBy(u => u.Code, StringComparer.Ordinal)
                .Select(u => new UnitInputs(u.Id, u.Code, u.Name,
                [
                    .. byUnit[u.Id].OrderBy(f => f.Indicator).ThenBy(f => f.Case, StringComparer.Ordinal).ThenBy(f => f.Due).ThenBy(f => f.Done).ThenBy(f => f.Said, StringComparer.Ordinal),
                ])),
        ]);
    }

    /// <summary>Any period; the month report counts by the same facts (C57).</summary>
    public async Task<IReadOnlyList<UnitFact>> InAsync(Period period, CaseScope scope, CancellationToken cancellation)
    {
        // A case's own unit is the one that leads it; reviews are judged by other rules and stay out.
        var cases = db.Set<Petition>().AsNoTracking().Where(p => p.Kind == CaseKind.Petition).Within(scope);
        return
        [
            .. await AcceptanceAsync(cases, period, cancellation),
            .. await OnTimeAsync(cases, period, cancellation),
            .. await ContactAsync(cases, period, cancellation),
            .. await QualityAsync(cases, period, cancellation),
            .. await SatisfactionAsync(cases, period, cancellation),
        ];
    }

    /// <summary>An order that was taken back before the unit signed was none of its duties.</summary>
    private async Task<IEnumerable<UnitFact>> AcceptanceAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation) =>
        (await cases.SelectMany(p => p.Assignments, (p, a) => new { p.Number, a.UnitId, a.IsLead, a.AssignedAt, a.SignedAt, a.EndedAt })
            .Where(a => a.IsLead && a.AssignedAt >= period.From && a.AssignedAt < period.Until && (a.EndedAt == null || a.SignedAt != null)).ToListAsync(cancellation))
        .Select(a => new UnitFact(a.UnitId, new IndicatorFact(Indicator.Acceptance, a.Number, a.SignedAt is not null, null, Day(a.SignedAt), null)));

    /// <summary>What is still open after its day counts as not in time; an order that was taken back before it is none of the unit's duties.</summary>
    private async Task<IEnumerable<UnitFact>> OnTimeAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation)
    {
        var due =
            from petition in cases
            from assignment in petition.Assignments
            join clock in db.Set<CaseClock>().AsNoTracking() on assignment.Id equals clock.AssignmentId
            where assignment.IsLead && clock.Code == "K07" && clock.State != ClockState.Cancelled
                && !(clock.State == ClockState.Met && clock.EndReason == StopEvents.AssignmentEnded) && clock.DueDay >= period.First && clock.DueDay <= period.Last
            select new { petition.Number, assignment.UnitId, clock.State, clock.DueDay, clock.EndedAt };
        return (await due.ToListAsync(cancellation))
            .Select(c => new UnitFact(c.UnitId, new IndicatorFact(Indicator.OnTime, c.Number, c.State == ClockState.Met, c.DueDay, Day(c.EndedAt), null)));
    }

    /// <summary>Told with the result, or recorded by the unit on the case page before it.</summary>
    private async Task<IEnumerable<UnitFact>> ContactAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation)
    {
        var results = TasksOf(cases, "handle", period).Where(t => t.Task.Outcome == "Submit" && t.Task.UnitId != null);
        var recorded = (await results
                .Join(db.Set<CaseEvent>().AsNoTracking().Where(e => e.Kind == nameof(ContactRecorded)), t => t.Task.PetitionId, e => e.PetitionId, (t, e) => new { t.Task.Id, t.Task.UnitId, t.Task.CompletedAt, e.At, e.Data })
                .Where(c => c.At <= c.CompletedAt).ToListAsync(cancellation))
            .Where(c => JsonSerializer.Deserialize<ContactRecorded>(c.Data, CaseEvent.Json)?.UnitId == c.UnitId).Select(c => c.Id).ToHashSet();
        return (await results.Select(t => new { t.Task.Id, t.Case.Number, UnitId = t.Task.UnitId!.Value, t.Task.CompletedAt, t.Task.DataJson }).ToListAsync(cancellation))
            .Select(t => new UnitFact(
                t.UnitId, new IndicatorFact(Indicator.Contact, t.Number, SaysContact(t.DataJson) || recorded.Contains(t.Id), null, Day(t.CompletedAt), null)));
    }

    /// <summary>The first round counts in the period of the first verification, the final one in that of the last.</summary>
    private async Task<IEnumerable<UnitFact>> QualityAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation)
    {
        var verified = await TasksOf(cases, "verify", period).Where(t => t.Case.LeadUnitId != null).Select(t => t.Case.Id).Distinct().ToListAsync(cancellation);
        var rounds = new List<VerificationRound>();
        foreach (var ids in verified.Chunk(500))
        {
            rounds.AddRange(await db.Set<WorkTask>().AsNoTracking()
                .Where(t => t.TaskType == "verify" && t.State == TaskState.Completed && t.CompletedAt < period.Until && ids.Contains(t.PetitionId))
                .Join(cases, t => t.PetitionId, p => p.Id, (t, p) => new VerificationRound(p.LeadUnitId!.Value, p.Number, t.CompletedAt!.Value, t.Round, t.Outcome!))
                .ToListAsync(cancellation));
        }

        return rounds.GroupBy(r => r.Number, StringComparer.Ordinal).SelectMany(of =>
        {
            var inOrder = of.OrderBy(r => r.At).ThenBy(r => r.Round).ToList();
            var (first, last) = (inOrder[0], inOrder[^1]);
            return first.At >= period.From ? new[] { Fact(Indicator.FirstPass, first), Fact(Indicator.FinalPass, last) } : [Fact(Indicator.FinalPass, last)];
        });

        static UnitFact Fact(Indicator indicator, VerificationRound round) =>
            new(round.Unit, new IndicatorFact(indicator, round.Number, round.Outcome == "Pass", null, ChinaTime.DayOf(round.At), round.Outcome));
    }

    /// <summary>Who was not reached or did not answer is in no denominator, and never counts as satisfied.</summary>
    private async Task<IEnumerable<UnitFact>> SatisfactionAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation) =>
        (await db.Set<PetitionRating>().AsNoTracking().Where(r => r.Aspect == RatedAspect.Outcome && r.RatedAt >= period.From && r.RatedAt < period.Until)
            .Join(cases.Where(p => p.LeadUnitId != null), r => r.PetitionId, p => p.Id, (r, p) => new { p.Number, UnitId = p.LeadUnitId!.Value, r.Satisfaction, r.RatedAt })
            .ToListAsync(cancellation))
        .Select(r => new UnitFact(r.UnitId, new IndicatorFact(Indicator.Satisfaction, r.Number, r.Satisfaction != Satisfaction.Dissatisfied, null, Day(r.RatedAt), r.Satisfaction.ToString())));

    private IQueryable<TaskOfCase> TasksOf(IQueryable<Petition> cases, string type, Period period) => db.Set<WorkTask>().AsNoTracking()
        .Where(t => t.TaskType == type && t.State == TaskState.Completed && t.CompletedAt >= period.From && t.CompletedAt < period.Until)
        .Join(cases, t => t.PetitionId, p => p.Id, (t, p) => new TaskOfCase { Task = t, Case = p });

    private static bool SaysContact(string? json) => json is not null && JsonNode.Parse(json)?["contactOn"]?.ToString() is { Length: > 0 };

    private static DateOnly? Day(DateTime? at) => at is { } instant ? ChinaTime.DayOf(instant) : null;

    private sealed record VerificationRound(Guid Unit, string Number, DateTime At, int Round, string Outcome);

    private sealed class TaskOfCase
    {
        public required WorkTask Task { get; init; }
        public required Petition Case { get; init; }
    }
}

/// <summary>A fact and the unit that answers for it.</summary>
public sealed record UnitFact(Guid Unit, IndicatorFact Fact);
