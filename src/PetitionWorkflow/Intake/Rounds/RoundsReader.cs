using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Intake.Rounds;

/// <summary>A day of the letter post: what was written down when it was collected, and what the register holds.</summary>
/// <param name="Batches">The newest entry first; empty when nobody recorded a collection.</param>
/// <param name="Registered">Letters of the register that were received on the day.</param>
public sealed record LetterDay(DateOnly Day, IReadOnlyList<LetterBatch> Batches, int Registered)
{
    public LetterBatch? Batch => Batches.Count > 0 ? Batches[0] : null;

    /// <summary>Positive: collected but not registered. Null without a batch.</summary>
    public int? Missing => Batch?.Letters - Registered;
}

/// <param name="Last">Null: never looked at.</param>
/// <param name="Registered">Petitions from the platform that came into the register today.</param>
/// <param name="TakenOver">What today's looks say was taken over.</param>
public sealed record PlatformState(string Platform, PlatformLook? Last, int TakenOver, int Registered);

/// <summary>Reads what the daily rounds left.</summary>
public sealed class RoundsReader(PetitionDbContext db, IOptions<IntakeOptions> options)
{
    /// <summary>Every day of the span, the latest first.</summary>
    public async Task<IReadOnlyList<LetterDay>> LettersAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var (begin, end) = (ChinaTime.ToUtc(from, TimeOnly.MinValue), ChinaTime.EndOf(to));
        var received = await db.Set<Petition>().AsNoTracking()
            .Where(p => p.Channel == Channel.Letter && p.Kind == CaseKind.Petition && p.ReceivedAt >= begin && p.ReceivedAt < end)
            .Select(p => p.ReceivedAt).ToListAsync(cancellation);
        var batches = await db.Set<LetterBatch>().AsNoTracking().Where(b => b.Day >= from && b.Day <= to).OrderByDescending(b => b.Revision).ToListAsync(cancellation);
        var (letters, days) = (received.CountBy(ChinaTime.DayOf).ToDictionary(), batches.ToLookup(b => b.Day));
        return
        [
            .. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(back => to.AddDays(-back))
                .Select(day => new LetterDay(day, [.. days[day]], letters.GetValueOrDefault(day))),
        ];
    }

    public Task<bool> HasBatchAsync(DateOnly day, CancellationToken cancellation) => db.Set<LetterBatch>().AnyAsync(b => b.Day == day, cancellation);

    /// <summary>Where the letters are collected and by whom, as last written down.</summary>
    public Task<LetterBatch?> LatestBatchAsync(CancellationToken cancellation) =>
        db.Set<LetterBatch>().AsNoTracking().OrderByDescending(b => b.Day).ThenByDescending(b => b.Revision).FirstOrDefaultAsync(cancellation);

    public async Task<IReadOnlyList<PlatformState>> PlatformsAsync(DateOnly today, CancellationToken cancellation)
    {
        var (begin, end) = (ChinaTime.ToUtc(today, TimeOnly.MinValue), ChinaTime.EndOf(today));
        var registered = await db.Set<Petition>().Where(p => p.SubChannel != null && p.RegisteredAt >= begin && p.RegisteredAt < end)
            .GroupBy(p => p.SubChannel!).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var states = new List<PlatformState>();
        foreach (var platform in options.Value.Platforms)
        {
            var looks = db.Set<PlatformLook>().AsNoTracking().Where(l => l.Platform == platform);
            var last = await looks.OrderByDescending(l => l.At).FirstOrDefaultAsync(cancellation);
            var taken = await looks.Where(l => l.At >= begin && l.At < end).SumAsync(l => l.TakenOver, cancellation);
            states.Add(new PlatformState(platform, last, taken, registered.GetValueOrDefault(platform)));
        }

        return states;
    }

    public async Task<IReadOnlyList<PlatformLook>> LooksAsync(int count, CancellationToken cancellation) =>
        await db.Set<PlatformLook>().AsNoTracking().OrderByDescending(l => l.At).ThenBy(l => l.Platform).Take(count).ToListAsync(cancellation);

    /// <summary>The watched platforms that nobody looked at on the day.</summary>
    public async Task<IReadOnlyList<string>> UnseenAsync(DateOnly day, CancellationToken cancellation)
    {
        var (begin, end) = (ChinaTime.ToUtc(day, TimeOnly.MinValue), ChinaTime.EndOf(day));
        var seen = await db.Set<PlatformLook>().Where(l => l.At >= begin && l.At < end).Select(l => l.Platform).Distinct().ToListAsync(cancellation);
        return [.. options.Value.Platforms.Except(seen)];
    }

    /// <summary>Whether the office kept its rounds here before the day.</summary>
    public async Task<bool> WereKeptBeforeAsync(DateOnly day, CancellationToken cancellation)
    {
        var begin = ChinaTime.ToUtc(day, TimeOnly.MinValue);
        return await db.Set<LetterBatch>().AnyAsync(b => b.Day < day, cancellation) || await db.Set<PlatformLook>().AnyAsync(l => l.At < begin, cancellation);
    }
}
