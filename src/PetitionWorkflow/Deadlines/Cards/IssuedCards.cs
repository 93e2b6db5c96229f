using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Deadlines.Cards;

/// <summary>Names a card: which clock, for which due day, yellow or red.</summary>
public sealed record CardKey(Guid ClockId, DateOnly DueDay, StageKind Kind)
{
    public string Stage => new LadderStage(Kind, 0, default, []).Key;
}

/// <summary>The cards that the ladders gave out, as far as a person may know of them, and who may say what to them.</summary>
public static class IssuedCards
{
    /// <summary>The office sees every unit's; a unit its own. One that was passed over when the clock had gone on was never given.</summary>
    public static IQueryable<ClockReminder> CardsVisibleTo(this PetitionDbContext db, Viewer viewer)
    {
        var cards = db.Set<ClockReminder>().Where(r =>
            (r.Kind == StageKind.YellowCard || r.Kind == StageKind.RedCard) && r.Fate == ReminderFate.Sent && r.UnitId != null);
        if (!viewer.SeesEveryCase)
        {
            var unit = viewer.UnitId;
            cards = cards.Where(r => r.UnitId == unit);
        }

        var cases = db.Set<Petition>().VisibleTo(viewer);
        return cards.Where(r => cases.Any(p => p.Id == r.PetitionId));
    }

    public static Task<ClockReminder?> FindCardAsync(this PetitionDbContext db, CardKey key, Viewer viewer, CancellationToken cancellation)
    {
        var stage = key.Stage;
        return db.CardsVisibleTo(viewer).SingleOrDefaultAsync(r => r.ClockId == key.ClockId && r.DueDay == key.DueDay && r.Stage == stage, cancellation);
    }

    /// <summary>The unit that was given the card speaks for itself: its head, or whoever handles there.</summary>
    public static bool MayReply(Viewer viewer, Guid? unitId) => unitId is not null && viewer.UnitId == unitId && CaseActions.MayWork(viewer);

    /// <summary>Supervision is the leader's.</summary>
    public static bool MayDecide(Viewer viewer) => viewer.Is(Roles.Leader);
}
