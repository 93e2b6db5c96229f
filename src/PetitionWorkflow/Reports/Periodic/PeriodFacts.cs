using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.ReturnVisits;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Reports.Situations;
using PetitionWorkflow.Reports.Suggestions;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>Counts a period from the cases themselves.</summary>
public sealed class PeriodFacts(PetitionDbContext db, RankingFacts ranking)
{
    /// <param name="of">A whole week, month, quarter or year.</param>
    /// <param name="scope">The office counts all; units are told of no accusation, not even in a sum (Art. 30 ¶3).</param>
    public async Task<PeriodFigures> OfAsync(ReportPeriod of, CaseScope scope, CancellationToken cancellation)
    {
        var period = of.Days;
        var all = db.Set<Petition>().AsNoTracking().Within(scope);
        var first = all.Where(p => p.Kind == CaseKind.Petition);
        var received = await ReceivedIn(first, period)
            .Select(p => new ReceivedCase(p.Channel, p.MatterClass, p.Category, p.LeadUnitId)).ToListAsync(cancellation);
        var facts = await ranking.InAsync(period, scope, cancellation);
        var verified = await VerifiedAsync(first, period, cancellation);
        return new PeriodFigures(
            received.Count,
            await ReceivedIn(first, of.Before.Days).CountAsync(cancellation),
            await ReceivedIn(first, of.YearBefore.Days).CountAsync(cancellation),
            await first.CountAsync(p => p.ClosedAt >= period.From && p.ClosedAt < period.Until, cancellation),
            await first.CountAsync(p => p.UrgentSince >= period.From && p.UrgentSince < period.Until, cancellation),
            await ReworkAsync(first, period, cancellation),
            await ReceivedIn(all.Where(p => p.Kind == CaseKind.Review), period).CountAsync(cancellation),
            await LowestLevelAsync(first, period, cancellation),
            Counts(received, c => c.Channel.ToString()),
            Counts(received, c => c.MatterClass?.ToString()),
            Counts(received, c => c.Category?.Split('/')[0]),
            await UnitsAsync(received, facts, cancellation),
            [.. Enum.GetValues<Indicator>().Select(i => new Rate(i, ShareOf(facts.Where(f => f.Fact.Indicator == i))))],
            Counts(verified.Where(v => v.RootCause.Length > 0), v => v.RootCause),
            [.. verified.Where(v => v.Text.Length > 0)])
        {
            Adoptions = await AdoptionsAsync(first, period, cancellation),
            Situations = scope == CaseScope.All ? await SituationsAsync(period, cancellation) : [],
            ReturnVisits = scope == CaseScope.All
                ? Counts(await ReturnVisitList.MadeAsync(db, first, period.From, period.Until, cancellation), v => v.Answer.ToString())
                : [],
            Repeats = await ReceivedIn(first, period).CountAsync(p => p.IsRepeat, cancellation),
            Transferred = await first.CountAsync(p => p.Outcome == CaseOutcome.Transferred && p.ClosedAt >= period.From && p.ClosedAt < period.Until, cancellation),
            Assigned = await db.Set<Assignment>().CountAsync(a => a.AssignedAt >= period.From && a.AssignedAt < period.Until && all.Any(p => p.Id == a.PetitionId), cancellation),
            Supervised = await db.Set<Duty>().CountAsync(d => d.Origin == DutyOrigin.Supervision && d.GivenAt >= period.From && d.GivenAt < period.Until && all.Any(p => p.Id == d.PetitionId), cancellation),
        };
    }

    private static IQueryable<Petition> ReceivedIn(IQueryable<Petition> cases, Period period) =>
        cases.Where(p => p.ReceivedAt >= period.From && p.ReceivedAt < period.Until);

    /// <summary>The most frequent first.</summary>
    private static List<Count> Counts<T>(IEnumerable<T> cases, Func<T, string?> keyOf) =>
    [
        .. cases.GroupBy(c => keyOf(c) ?? "", StringComparer.Ordinal).Select(g => new Count(g.Key, g.Count()))
            .OrderByDescending(c => c.Cases).ThenBy(c => c.Key, StringComparer.Ordinal),
    ];

    private static Share ShareOf(IEnumerable<UnitFact> facts)
    {
        var these = facts.ToList();
        return new Share(these.Count(f => f.Fact.Counts), these.Count);
    }

    private async Task<List<UnitLine>> UnitsAsync(List<ReceivedCase> received, IReadOnlyList<UnitFact> facts, CancellationToken cancellation)
    {
        var names = await db.Set<Unit>().AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, cancellation);
        var counts = received.ToLookup(c => c.LeadUnitId);
        var units = counts.Select(c => c.Key).Concat(facts.Select(f => (Guid?)f.Unit)).Distinct();
        return
        [
            .. units.Select(unit => new UnitLine(unit is { } id ? names[id] : "", counts[unit].Count(), Of(unit, Indicator.OnTime), Of(unit, Indicator.Satisfaction)))
                .OrderByDescending(u => u.Cases).ThenBy(u => u.Name, StringComparer.Ordinal),
        ];

        Share Of(Guid? unit, Indicator indicator) => ShareOf(facts.Where(f => f.Unit == unit && f.Fact.Indicator == indicator));
    }

    /// <summary>Each return is counted in the period in which it was ordered.</summary>
    private Task<int> ReworkAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation) => db.Set<CaseEvent>()
        .CountAsync(e => e.Kind == nameof(ReturnedForRework) && e.At >= period.From && e.At < period.Until && cases.Any(p => p.Id == e.PetitionId), cancellation);

    private async Task<Share?> LowestLevelAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation)
    {
        var below = await db.Set<Unit>().Where(u => u.ParentId != null || u.Level == GovernmentLevel.District || u.Level == GovernmentLevel.Street).Select(u => u.Id).ToListAsync(cancellation);
        if (below.Count == 0)
        {
            return null;
        }

        var resolved = await cases.Where(p => p.Outcome == CaseOutcome.Resolved && p.ClosedAt >= period.From && p.ClosedAt < period.Until && p.LeadUnitId != null)
            .Select(p => p.LeadUnitId!.Value).ToListAsync(cancellation);
        return new Share(resolved.Count(below.Contains), resolved.Count);
    }

    /// <summary>What the verifying clerks found to be behind the cases (C07), in the order of the cases.</summary>
    private async Task<List<Suggestion>> VerifiedAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation)
    {
        var passed = await db.Set<WorkTask>().AsNoTracking()
            .Where(t => t.TaskType == "verify" && t.Outcome == "Pass" && t.CompletedAt >= period.From && t.CompletedAt < period.Until)
            .Join(cases, t => t.PetitionId, p => p.Id, (t, p) => new { t.Id, p.Number, t.DataJson }).ToListAsync(cancellation);
        var ids = passed.Select(p => p.Id).ToList();
        var stands = (await db.Set<SuggestionDecision>().AsNoTracking().Where(d => ids.Contains(d.TaskId)).OrderBy(d => d.Sequence).ToListAsync(cancellation)).ToLookup(d => d.TaskId);
        return
        [
            .. passed.Select(p => (p.Id, p.Number, Data: p.DataJson is null ? null : JsonNode.Parse(p.DataJson)))
                .Select(p => new Suggestion(p.Number, (string?)p.Data?["rootCause"] ?? "", (string?)p.Data?["suggestion"] ?? "", stands[p.Id].LastOrDefault()?.Adoption))
                .OrderBy(s => s.Case, StringComparer.Ordinal).ThenBy(s => s.Text, StringComparer.Ordinal),
        ];
    }

    private async Task<List<Count>> AdoptionsAsync(IQueryable<Petition> cases, Period period, CancellationToken cancellation) => Counts(
        await db.Set<SuggestionDecision>().AsNoTracking().Where(d => d.DecidedAt >= period.From && d.DecidedAt < period.Until)
            .Where(d => db.Set<WorkTask>().Any(t => t.Id == d.TaskId && cases.Any(p => p.Id == t.PetitionId))).ToListAsync(cancellation),
        d => d.Adoption.ToString());

    private async Task<List<Count>> SituationsAsync(Period period, CancellationToken cancellation) => Counts(
        await db.Set<SituationNote>().Where(n => n.WrittenAt >= period.From && n.WrittenAt < period.Until).Select(n => n.Kind).ToListAsync(cancellation), kind => kind.ToString());

    private sealed record ReceivedCase(Channel Channel, MatterClass? MatterClass, string? Category, Guid? LeadUnitId);
}
