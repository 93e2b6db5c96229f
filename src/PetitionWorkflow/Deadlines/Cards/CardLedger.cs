using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Cards;

public enum CardFilter
{
    All = 1,
    NotAnswered = 2,

    /// <summary>The unit has spoken, no leader has decided.</summary>
    ToDecide = 3,
    Decided = 4,
}

/// <param name="From">First day (China) on which a card was given.</param>
/// <param name="Case">A case number; null for every case.</param>
public sealed record CardQuery(DateOnly From, DateOnly Until, CardFilter Filter = CardFilter.All, Guid? UnitId = null, string? Case = null, int Page = 1, int PageSize = 25);

public sealed record CardLine(ClockReminder Card, string CaseNumber, string ClockCode, string UnitName, CardReply? Reply);

/// <summary>What a unit was given in a period. Cards that a leader took back are counted apart; urging by hand counts like the ladder's.</summary>
public sealed record UnitCards(Guid UnitId, string UnitName, int Yellow, int Red, int Withdrawn, int Urged, int UrgedByHand)
{
    public int AllUrged => Urged + UrgedByHand;
}

/// <summary>Reads the ledger of cards (督辦台賬) for a person.</summary>
public sealed class CardLedger(PetitionDbContext db)
{
    public async Task<(IReadOnlyList<CardLine> Lines, int Total)> ReadAsync(CardQuery query, Viewer viewer, CancellationToken cancellation)
    {
        var lines =
            from card in Within(db.CardsVisibleTo(viewer), query)
            join petition in db.Set<Petition>() on card.PetitionId equals petition.Id
            join clock in db.Set<CaseClock>() on card.ClockId equals clock.Id
            join unit in db.Set<Unit>() on card.UnitId equals unit.Id
            join said in db.Set<CardReply>() on new { card.ClockId, card.DueDay, card.Stage } equals new { said.ClockId, said.DueDay, said.Stage } into replies
            from reply in replies.DefaultIfEmpty()
            where query.Case == null || petition.Number == query.Case
            select new { card, petition.Number, clock.Code, unit.Name, reply };
        lines = query.Filter switch
        {
            CardFilter.NotAnswered => lines.Where(l => l.reply == null),
            CardFilter.ToDecide => lines.Where(l => l.reply != null && l.reply.Decision == null),
            CardFilter.Decided => lines.Where(l => l.reply != null && l.reply.Decision != null),
            _ => lines,
        };
        var page = await lines.OrderByDescending(l => l.card.RecordedAt).ThenBy(l => l.Number).ThenBy(l => l.card.ClockId)
            .Skip((query.Page - 1) * query.PageSize).Take(query.PageSize).AsNoTracking().ToListAsync(cancellation);
        return ([.. page.Select(l => new CardLine(l.card, l.Number, l.Code, l.Name, l.reply))], await lines.CountAsync(cancellation));
    }

    public async Task<IReadOnlyList<UnitCards>> OfUnitsAsync(CardQuery query, Viewer viewer, CancellationToken cancellation)
    {
        var given = await (
            from card in Within(db.CardsVisibleTo(viewer), query)
            join said in db.Set<CardReply>() on new { card.ClockId, card.DueDay, card.Stage } equals new { said.ClockId, said.DueDay, said.Stage } into replies
            from reply in replies.DefaultIfEmpty()
            group card by new { card.UnitId, card.Kind, Withdrawn = reply != null && reply.Decision == CardDecision.Withdrawn } into same
            select new { same.Key.UnitId, same.Key.Kind, same.Key.Withdrawn, Count = same.Count() }).ToListAsync(cancellation);
        var urged = await Within(Urgings(viewer), query).GroupBy(r => r.UnitId).Select(g => new { UnitId = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.UnitId!.Value, g => g.Count, cancellation);
        var byHand = await UrgedByHandAsync(query, viewer, cancellation);
        var found = given.Select(g => g.UnitId!.Value).Concat(urged.Keys).Concat(byHand.Keys).Distinct().ToList();
        var names = await db.Set<Unit>().Where(u => found.Contains(u.Id)).OrderBy(u => u.Code).Select(u => new { u.Id, u.Name }).ToListAsync(cancellation);
        return [.. names.Select(u => new UnitCards(u.Id, u.Name, Count(u.Id, StageKind.YellowCard), Count(u.Id, StageKind.RedCard),
            given.Where(g => g.UnitId == u.Id && g.Withdrawn).Sum(g => g.Count), urged.GetValueOrDefault(u.Id), byHand.GetValueOrDefault(u.Id)))];

        int Count(Guid unit, StageKind kind) => given.Where(g => g.UnitId == unit && g.Kind == kind && !g.Withdrawn).Sum(g => g.Count);
    }

    private IQueryable<ClockReminder> Urgings(Viewer viewer)
    {
        var (unit, all, cases) = (viewer.UnitId, viewer.SeesEveryCase, db.Set<Petition>().VisibleTo(viewer));
        return db.Set<ClockReminder>().Where(r =>
            r.Kind == StageKind.Urge && r.Fate == ReminderFate.Sent && r.UnitId != null && (all || r.UnitId == unit) && cases.Any(p => p.Id == r.PetitionId));
    }

    /// <summary>By telephone, letter or visit (C46): the case's history holds them.</summary>
    private async Task<Dictionary<Guid, int>> UrgedByHandAsync(CardQuery query, Viewer viewer, CancellationToken cancellation)
    {
        var (from, until, cases) = (Begin(query), End(query), db.Set<Petition>().VisibleTo(viewer));
        var data = await db.Set<CaseEvent>()
            .Where(e => e.Kind == nameof(UrgeRecorded) && e.At >= from && e.At < until && cases.Any(p => p.Id == e.PetitionId && (query.Case == null || p.Number == query.Case)))
            .Select(e => e.Data).ToListAsync(cancellation);
        return data.Select(d => JsonSerializer.Deserialize<UrgeRecorded>(d, CaseEvent.Json)!.UnitId)
            .Where(unit => (query.UnitId is null || unit == query.UnitId) && (viewer.SeesEveryCase || unit == viewer.UnitId))
            .GroupBy(unit => unit).ToDictionary(g => g.Key, g => g.Count());
    }

    private IQueryable<ClockReminder> Within(IQueryable<ClockReminder> given, CardQuery query)
    {
        var (from, until) = (Begin(query), End(query));
        return given.Where(r => r.RecordedAt >= from && r.RecordedAt < until && (query.UnitId == null || r.UnitId == query.UnitId)
            && (query.Case == null || db.Set<Petition>().Any(p => p.Id == r.PetitionId && p.Number == query.Case)));
    }

    private static DateTime Begin(CardQuery query) => ChinaTime.ToUtc(query.From, TimeOnly.MinValue);

    private static DateTime End(CardQuery query) => ChinaTime.EndOf(query.Until);
}
