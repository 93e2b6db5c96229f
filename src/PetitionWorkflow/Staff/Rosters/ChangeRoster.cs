using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff.Rosters;

/// <summary>A shift as it is typed or stands in a file.</summary>
public sealed record ShiftEntry(DateOnly? Day, DutyPost? Post, TimeOnly? From, TimeOnly? Until, Guid? PersonId)
{
    /// <summary>Where it stands in its file; 0 when it was typed.</summary>
    public long Line { get; init; }
}

/// <summary>An administrator or leader puts people on duty; all of the entries or none. One that stands already is left as it is.</summary>
public sealed record AddShifts(IReadOnlyList<ShiftEntry> Entries, Viewer By);

/// <summary>Takes a shift out of the roster, with the reason; one that was begun stays.</summary>
public sealed record RemoveShift(Guid ShiftId, string? Reason, Viewer By);

/// <summary>到崗 or 離崗, said by the person on duty.</summary>
public sealed record CheckDuty(Guid ShiftId, bool Leaves, Viewer By);

public sealed class RosterWriter(UnitOfWork work)
{
    public const int MostEntries = 2000;

    public static bool MayPlan(Viewer viewer) => viewer.Is(Roles.Administrator) || viewer.Is(Roles.Leader);

    /// <returns>How many were new. A refusal's field is its entry's line and the entry's property.</returns>
    public async Task<Result<int>> HandleAsync(AddShifts command, CancellationToken cancellation)
    {
        if (!MayPlan(command.By))
        {
            return new Refusal("roster-not-yours");
        }

        if (command.Entries.Count > MostEntries)
        {
            return new Refusal("roster-too-long", MostEntries);
        }

        var clerks = (await work.Db.StaffInRoleAsync(Roles.Clerk, cancellation)).Select(s => s.Id).ToHashSet();
        var leaders = (await work.Db.StaffInRoleAsync(Roles.Leader, cancellation)).Select(s => s.Id).ToHashSet();
        var wrong = command.Entries.Select(entry => FaultOf(entry, clerks, leaders) is { } fault ? fault with { Field = $"{entry.Line}:{fault.Field}" } : null).OfType<Refusal>().ToList();
        return Refusal.Together(wrong) is { } refusal ? refusal : await AddAsync(command, cancellation);
    }

    public async Task<Result> HandleAsync(RemoveShift command, CancellationToken cancellation)
    {
        if (!MayPlan(command.By))
        {
            return new Refusal("roster-not-yours");
        }

        if (await work.Db.FindAsync<DutyShift>([command.ShiftId], cancellation) is not { } shift)
        {
            return new Refusal("shift-unknown");
        }

        if (shift.CheckedInAt is not null)
        {
            return new Refusal("shift-begun");
        }

        if (string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Trim().Length > 200)
        {
            return new Refusal("shift-reason") { Field = "Reason" };
        }

        work.Db.Remove(shift);
        work.Db.Add(StaffChange.Of(shift.PersonId, nameof(RemoveShift), new { shift.Day, shift.Post, shift.From, shift.Until }, command.By.Act(command.Reason.Trim()), work.Time.UtcNow()));
        return Result.Done;
    }

    public async Task<Result> HandleAsync(CheckDuty command, CancellationToken cancellation)
    {
        if (await work.Db.FindAsync<DutyShift>([command.ShiftId], cancellation) is not { } shift || shift.PersonId != command.By.UserId)
        {
            return new Refusal("shift-unknown");
        }

        var now = work.Time.UtcNow();
        if (shift.Day != ChinaTime.DayOf(now) || (command.Leaves && shift.CheckedInAt is null))
        {
            return new Refusal("shift-not-now");
        }

        if (command.Leaves)
        {
            shift.CheckedOutAt ??= now;
        }
        else
        {
            shift.CheckedInAt ??= now;
        }

        return Result.Done;
    }

    /// <summary>C10: only who registers visits is at the reception; the hotline has its operators; a leader on duty is a leader.</summary>
    private Refusal? FaultOf(ShiftEntry entry, HashSet<Guid> clerks, HashSet<Guid> leaders) => entry switch
    {
        { Day: null } => new Refusal("field-not-a-date") { Field = "Day" },
        _ when entry.Day < work.Time.Today() || entry.Day > work.Time.Today().AddDays(400) => new Refusal("shift-day") { Field = "Day" },
        { Post: null } => new Refusal("shift-post") { Field = "Post" },
        { From: null } or { Until: null } => new Refusal("shift-hours") { Field = "From" },
        _ when entry.Until != TimeOnly.MinValue && entry.Until <= entry.From => new Refusal("shift-hours") { Field = "Until" },
        _ when entry.PersonId is not { } person || !(entry.Post == DutyPost.Leader ? leaders : clerks).Contains(person) => new Refusal("shift-person") { Field = "PersonId" },
        _ => null,
    };

    private async Task<Result<int>> AddAsync(AddShifts command, CancellationToken cancellation)
    {
        var (first, last) = command.Entries.Count == 0 ? (default, default) : (command.Entries.Min(e => e.Day!.Value), command.Entries.Max(e => e.Day!.Value));
        var known = await work.Db.Set<DutyShift>().Where(s => s.Day >= first && s.Day <= last).ToListAsync(cancellation);
        var added = 0;
        foreach (var entry in command.Entries)
        {
            var overlapping = known.Where(s => s.Day == entry.Day && s.PersonId == entry.PersonId).ToList();
            if (overlapping.Any(s => s.Post == entry.Post && s.From == entry.From && s.Until == entry.Until))
            {
                continue;
            }

            var shift = new DutyShift { Id = Guid.CreateVersion7(work.Time.GetUtcNow()), Day = entry.Day!.Value, Post = entry.Post!.Value, From = entry.From!.Value, Until = entry.Until!.Value, PersonId = entry.PersonId!.Value };
            if (overlapping.Any(s => s.Begin < shift.End && shift.Begin < s.End))
            {
                return new Refusal("shift-overlaps", shift.Day) { Field = $"{entry.Line}:From" };
            }

            known.Add(shift);
            work.Db.Add(shift);
            work.Db.Add(StaffChange.Of(shift.PersonId, nameof(AddShifts), new { shift.Day, shift.Post, shift.From, shift.Until }, command.By.Act(), work.Time.UtcNow()));
            added++;
        }

        return added;
    }
}
