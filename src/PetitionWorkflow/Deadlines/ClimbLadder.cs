using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines;

/// <summary>
/// Brings clocks up to a moment: marks what was missed, queues the mails of the newest stage, records the older ones as skipped, and
/// sets the next moment to wake. All of it commits together, so a crash leaves the clock before or after.
/// </summary>
public sealed class ClimbLadder(
    UnitOfWork work, ClockDerivation derivation, ClockEnding ending, Audiences audiences, BarredReaders barred, CaseNotices notices, ClockTrace trace, Texts texts)
{
    /// <returns>How many clocks had something to do; a clock that another sweep was faster with is not among them.</returns>
    public async Task<Result<int>> HandleAsync(IReadOnlyCollection<Guid> clockIds, DateTime now, CancellationToken cancellation)
    {
        var due = await work.Db.Set<CaseClock>()
            .Where(c => clockIds.Contains(c.Id) && c.NextReminderAt <= now)
            .Join(work.Db.Set<Petition>(), c => c.PetitionId, p => p.Id, (clock, petition) => new { Clock = clock, petition.Number, petition.LeadUnitId, petition.AccusedUnitId })
            .ToListAsync(cancellation);
        var done = await DoneAsync([.. due.Select(d => d.Clock.Id)], cancellation);
        Guid[] cases = [.. due.Select(d => d.Clock.PetitionId).Distinct()];
        await audiences.ReadAheadAsync(cases, cancellation);
        await barred.ReadAheadAsync(cases, cancellation);
        foreach (var one in due.OrderBy(d => d.Clock.NextReminderAt).ThenBy(d => d.Clock.Id))
        {
            await ClimbAsync(one.Clock, new CaseTold(one.Number, one.LeadUnitId, one.AccusedUnitId, done), now, cancellation);
        }

        return due.Count;
    }

    private sealed record CaseTold(string Number, Guid? LeadUnitId, Guid? AccusedUnitId, IReadOnlySet<(Guid ClockId, DateOnly DueDay, string Stage)> Done);

    /// <summary>An import of a calendar year can move a stage that is done to a later morning; it stays done.</summary>
    private async Task<IReadOnlySet<(Guid ClockId, DateOnly DueDay, string Stage)>> DoneAsync(IReadOnlyCollection<Guid> clockIds, CancellationToken cancellation)
    {
        var done = await work.Db.Set<ClockReminder>()
            .Where(r => clockIds.Contains(r.ClockId))
            .Select(r => new { r.ClockId, r.DueDay, r.Stage })
            .ToListAsync(cancellation);
        return done.Select(r => (r.ClockId, r.DueDay, r.Stage)).ToHashSet();
    }

    private async Task ClimbAsync(CaseClock clock, CaseTold told, DateTime now, CancellationToken cancellation)
    {
        var ladder = await derivation.LadderAsync(clock, cancellation);
        var reached = ladder.Between(clock.RemindedUntil, now);
        var stages = reached.Where(s => !told.Done.Contains((clock.Id, clock.DueDay, s.Key))).ToList();
        if (stages.Count > 0)
        {
            if (stages.Any(s => s.Kind == StageKind.Missed))
            {
                ending.MarkMissed(clock, told.LeadUnitId);
            }

            var urging = stages[^1].Kind == StageKind.Urge ? UrgingOf(clock, told) : 0;
            var mails = await TellAsync(clock, told, stages[^1], urging, now, cancellation);
            Record(clock, told, stages, urging, mails, now);
        }

        clock.RemindedUntil = reached.Count > 0 ? reached[^1].At : clock.RemindedUntil;
        clock.NextReminderAt = clock.State == ClockState.Running ? ladder.NextAfter(clock.RemindedUntil)?.At : null;
    }

    /// <summary>
    /// Which urging of this due day people read now: they count those that were sent, not those that a late import or a service
    /// that stood still passed over.
    /// </summary>
    private static int UrgingOf(CaseClock clock, CaseTold told) =>
        1 + told.Done.Count(d => d.ClockId == clock.Id && d.DueDay == clock.DueDay && d.Stage.StartsWith(LadderStage.UrgeKey, StringComparison.Ordinal));

    /// <summary>Urgings that were passed over get no line: a case that comes in years late would bring hundreds.</summary>
    private void Record(CaseClock clock, CaseTold told, IReadOnlyList<LadderStage> stages, int urging, int mails, DateTime now)
    {
        var newest = stages[^1];
        var recorded = stages.Where(s => s == newest || s.Kind != StageKind.Urge).ToList();
        foreach (var stage in recorded)
        {
            work.Append(new ClockReminder
            {
                ClockId = clock.Id, DueDay = clock.DueDay, Stage = stage.Key, PetitionId = clock.PetitionId, UnitId = UnitOf(clock, told), Kind = stage.Kind, Number = stage.Number,
                DueAt = stage.At, RecordedAt = now, Mails = stage == newest ? mails : 0,
                Fate = stage.To.Count == 0 ? ReminderFate.Marked : stage == newest ? ReminderFate.Sent : ReminderFate.Skipped,
            });
        }

        if (newest.To.Count > 0)
        {
            var skipped = recorded.Where(s => s != newest && s.To.Count > 0).Select(s => s.Key).ToList();
            var ordinal = urging > 0 ? $"{urging}" : newest.Number > 0 ? $"{newest.Number}" : "";
            trace.Raise(clock, new ReminderDue(clock.Id, clock.Code, newest.Kind, ordinal, clock.DueDay, mails, skipped), ActContext.System("clock"), told.LeadUnitId);
        }
    }

    private Guid? UnitOf(CaseClock clock, CaseTold told) => clock.UnitId ?? (derivation.RuleOf(clock).BindsLeadUnit ? told.LeadUnitId : null);

    private async Task<int> TellAsync(CaseClock clock, CaseTold told, LadderStage stage, int urging, DateTime now, CancellationToken cancellation)
    {
        if (stage.To.Count == 0)
        {
            return 0;
        }

        var mails = 0;
        foreach (var recipient in await audiences.OfAsync(stage.To, clock, UnitOf(clock, told), told.AccusedUnitId, cancellation))
        {
            mails += await notices.QueueAsync(NoticeOf(clock, told.Number, stage, urging, recipient, now), recipient, cancellation);
        }

        return mails;
    }

    /// <summary>The texts' {1} is the clock's name, {2} when it is due, {3} the days left or the number of the urging.</summary>
    private CaseNotice NoticeOf(CaseClock clock, string number, LadderStage stage, int urging, Recipient recipient, DateTime now)
    {
        var unit = derivation.RuleOf(clock).Unit;
        var byTheMinute = unit is not (ClockUnit.CalendarDays or ClockUnit.WorkingDays);
        var daysLeft = clock.DueDay.DayNumber - ChinaTime.DayOf(now).DayNumber;
        var kind = stage.Kind switch
        {
            StageKind.HalfWay or StageKind.Before when byTheMinute => "due-soon",
            StageKind.HalfWay or StageKind.Before => daysLeft > 0 ? "reminder" : "due-today",
            StageKind.YellowCard => "yellow-card",
            StageKind.RedCard => "red-card",
            StageKind.Urge => "urge",
            _ => throw new InvalidOperationException($"No notice for {stage.Kind}"),
        };
        var due = byTheMinute ? ChinaTime.ToLocal(clock.DueAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : clock.DueDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var last = stage.Kind == StageKind.Urge ? urging : daysLeft;
        return new CaseNotice(kind, clock.PetitionId, number, $"{clock.Id:n}:{clock.DueDay:yyyyMMdd}:{stage.Key}", texts.In(recipient.Language).ClockName(clock.Code), due, last)
        {
            IsUrgent = byTheMinute && unit != ClockUnit.OfficeHours,
            IsHeld = !byTheMinute,
            IsFirst = true,
        };
    }
}
