using Microsoft.Extensions.Options;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Rounds;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Deadlines.Rounds;

/// <summary>What of a working day's rounds nobody has recorded.</summary>
/// <param name="Unseen">Platforms that nobody looked at.</param>
public sealed record OpenRounds(DateOnly Day, bool NoBatch, IReadOnlyList<string> Unseen)
{
    public bool IsNothing => !NoBatch && Unseen.Count == 0;
}

/// <summary>The office's daily rounds against the calendar: on a rest day nothing is missing (C22, C35).</summary>
public sealed class DailyRounds(RoundsReader rounds, Calendars calendars, IOptions<IntakeOptions> options, TimeProvider time)
{
    public async Task<OpenRounds> TodayAsync(CancellationToken cancellation)
    {
        var today = time.Today();
        return (await calendars.CurrentAsync(cancellation)).IsWorkday(today) ? await OfAsync(today, cancellation) : new OpenRounds(today, false, []);
    }

    /// <summary>
    /// The last working day whose hour has come. When the service stood still at that hour, the day is still told of afterwards, unless
    /// the office had not begun to keep its rounds by then.
    /// </summary>
    public async Task<OpenRounds> DueAsync(CancellationToken cancellation)
    {
        var now = ChinaTime.ToLocal(time.UtcNow());
        var (today, calendar) = (DateOnly.FromDateTime(now), await calendars.CurrentAsync(cancellation));
        var day = calendar.WorkdayUpTo(TimeOnly.FromDateTime(now) < options.Value.RoundsBy ? today.AddDays(-1) : today);
        return day == today || await rounds.WereKeptBeforeAsync(day, cancellation) ? await OfAsync(day, cancellation) : new OpenRounds(day, false, []);
    }

    private async Task<OpenRounds> OfAsync(DateOnly day, CancellationToken cancellation) =>
        new(day, !await rounds.HasBatchAsync(day, cancellation), await rounds.UnseenAsync(day, cancellation));
}
