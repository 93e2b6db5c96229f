using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff.Rosters;

/// <summary>Setting <c>Roster</c>: between which hours of a working day somebody must be at the reception and at the hotline.</summary>
public sealed class RosterOptions
{
    public TimeOnly From { get; set; } = new(9, 0);
    public TimeOnly Until { get; set; } = new(17, 0);

    /// <summary>Minutes after its beginning from which a shift that nobody began is told.</summary>
    public int GraceMinutes { get; set; } = 10;
}

/// <summary>A shift with its person.</summary>
public sealed record RosterLine
{
    public required DutyShift Shift { get; init; }
    public required string PersonName { get; init; }
}

/// <summary>A time of a day at which a post has nobody.</summary>
public sealed record RosterGap(DateOnly Day, DutyPost Post, TimeOnly From, TimeOnly Until);

/// <summary>The duty roster, read: who is on duty, who should be there and is not, and when nobody is.</summary>
public sealed class Roster(PetitionDbContext db, TimeProvider time, IOptions<RosterOptions> options)
{
    /// <summary>Those that somebody must be at.</summary>
    private static readonly DutyPost[] Manned = [DutyPost.Reception, DutyPost.Hotline];

    public async Task<IReadOnlyList<RosterLine>> BetweenAsync(DateOnly first, DateOnly last, CancellationToken cancellation) => await (
        from shift in db.Set<DutyShift>().AsNoTracking()
        where shift.Day >= first && shift.Day <= last
        join person in db.Set<StaffMember>() on shift.PersonId equals person.Id
        orderby shift.Day, shift.Post, shift.From, person.DisplayName
        select new RosterLine { Shift = shift, PersonName = person.DisplayName }).ToListAsync(cancellation);

    /// <summary>Who is at which post at this moment, as the roster has it.</summary>
    public async Task<IReadOnlyList<RosterLine>> NowAsync(CancellationToken cancellation)
    {
        var local = ChinaTime.ToLocal(time.UtcNow());
        var today = DateOnly.FromDateTime(local);
        return [.. (await BetweenAsync(today, today, cancellation)).Where(l => l.Shift.Covers(local))];
    }

    /// <summary>The people on duty now, with their addresses; each once.</summary>
    public async Task<IReadOnlyList<StaffMember>> OnDutyAsync(CancellationToken cancellation)
    {
        var ids = (await NowAsync(cancellation)).Select(l => l.Shift.PersonId).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Set<StaffMember>().Where(s => ids.Contains(s.Id) && s.IsActive).OrderBy(s => s.UserName).ToListAsync(cancellation);
    }

    /// <summary>Began a while ago, and the person has not said to be there.</summary>
    public bool IsLate(DutyShift shift)
    {
        var local = ChinaTime.ToLocal(time.UtcNow());
        return shift.CheckedInAt is null && shift.Day.ToDateTime(shift.From).AddMinutes(options.Value.GraceMinutes) <= local;
    }

    /// <summary>Where the roster leaves the reception or the hotline alone within the hours that somebody must be there.</summary>
    public IReadOnlyList<RosterGap> Gaps(IReadOnlyList<RosterLine> lines, IEnumerable<DateOnly> workdays) =>
        [.. from day in workdays from post in Manned from gap in Gaps(lines.Select(l => l.Shift).Where(s => s.Day == day && s.Post == post), day, post) select gap];

    private IEnumerable<RosterGap> Gaps(IEnumerable<DutyShift> shifts, DateOnly day, DutyPost post)
    {
        var (covered, until) = (options.Value.From.ToTimeSpan(), options.Value.Until.ToTimeSpan());
        foreach (var shift in shifts.OrderBy(s => s.Begin))
        {
            if (shift.Begin > covered && covered < until)
            {
                yield return new RosterGap(day, post, TimeOnly.FromTimeSpan(covered), TimeOnly.FromTimeSpan(shift.Begin < until ? shift.Begin : until));
            }

            covered = shift.End > covered ? shift.End : covered;
        }

        if (covered < until)
        {
            yield return new RosterGap(day, post, TimeOnly.FromTimeSpan(covered), TimeOnly.FromTimeSpan(until));
        }
    }
}
