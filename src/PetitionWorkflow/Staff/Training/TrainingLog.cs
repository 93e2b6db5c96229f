using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Staff.Training;

public sealed record RecordTraining(DateOnly? HeldOn, TrainingArea? Area, string? Topic, decimal? Hours, IReadOnlyList<Guid> Attendees, Viewer By);

/// <summary>A session with the names of those who were there.</summary>
public sealed record TrainingLine(TrainingSession Session, IReadOnlyList<string> Attendees);

/// <summary>Somebody of the office, when they were trained last, and for how many hours since a day.</summary>
public sealed record TrainedPerson(Guid Id, string Name, DateOnly? LastOn, decimal Hours);

/// <summary>The training log, read and written.</summary>
public sealed class TrainingLog(UnitOfWork work)
{
    public static bool MayRecord(Viewer viewer) => viewer.Is(Roles.Administrator) || viewer.Is(Roles.Leader);

    public async Task<IReadOnlyList<TrainingLine>> ReadAsync(int skip, int take, CancellationToken cancellation)
    {
        var sessions = await work.Db.Set<TrainingSession>().AsNoTracking().Include(s => s.Attendees).OrderByDescending(s => s.HeldOn).ThenByDescending(s => s.Id).Skip(skip).Take(take).ToListAsync(cancellation);
        var ids = sessions.SelectMany(s => s.Attendees).Select(a => a.PersonId).Distinct().ToList();
        var names = await work.Db.Set<StaffMember>().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.DisplayName, cancellation);
        return [.. sessions.Select(s => new TrainingLine(s, [.. s.Attendees.Select(a => names.GetValueOrDefault(a.PersonId, "")).Order(StringComparer.Ordinal)]))];
    }

    public Task<int> CountAsync(CancellationToken cancellation) => work.Db.Set<TrainingSession>().CountAsync(cancellation);

    /// <summary>The receptionists, whoever was trained longest ago first; hours are counted from the day on.</summary>
    public async Task<IReadOnlyList<TrainedPerson>> ReceptionistsAsync(DateOnly since, CancellationToken cancellation)
    {
        var clerks = await work.Db.StaffInRoleAsync(Roles.Clerk, cancellation);
        var ids = clerks.Select(c => c.Id).ToList();
        var attended = await (
            from attendance in work.Db.Set<TrainingAttendance>()
            where ids.Contains(attendance.PersonId)
            join session in work.Db.Set<TrainingSession>() on attendance.SessionId equals session.Id
            select new { attendance.PersonId, session.HeldOn, session.Hours }).ToListAsync(cancellation);
        return
        [
            .. clerks.Select(c => (Clerk: c, Of: attended.Where(a => a.PersonId == c.Id).ToList()))
                .Select(c => new TrainedPerson(c.Clerk.Id, c.Clerk.DisplayName, c.Of.Count == 0 ? null : c.Of.Max(a => a.HeldOn), c.Of.Where(a => a.HeldOn >= since).Sum(a => a.Hours)))
                .OrderBy(p => p.LastOn ?? DateOnly.MinValue).ThenBy(p => p.Name, StringComparer.Ordinal),
        ];
    }

    public async Task<Result> HandleAsync(RecordTraining command, CancellationToken cancellation)
    {
        if (!MayRecord(command.By))
        {
            return new Refusal("training-not-yours");
        }

        var people = command.Attendees.Distinct().ToList();
        var known = await work.Db.Set<StaffMember>().CountAsync(s => s.UnitId == null && people.Contains(s.Id), cancellation);
        if (Refusal.Together([.. Faults(command, people.Count, known)]) is { } wrong)
        {
            return wrong;
        }

        var session = new TrainingSession
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()), HeldOn = command.HeldOn!.Value, Area = command.Area!.Value, Topic = command.Topic!.Trim(), Hours = command.Hours!.Value,
            RecordedAt = work.Time.UtcNow(), RecordedByName = command.By.DisplayName,
        };
        session.Attendees.AddRange(people.Select(p => new TrainingAttendance { SessionId = session.Id, PersonId = p }));
        work.Db.Add(session);
        return Result.Done;
    }

    private IEnumerable<Refusal> Faults(RecordTraining command, int attendees, int known)
    {
        if (command.HeldOn is not { } on || on > work.Time.Today() || on.Year < 2000)
        {
            yield return new Refusal("training-day") { Field = "HeldOn" };
        }

        if (command.Area is not { } area || !Enum.IsDefined(area))
        {
            yield return new Refusal("training-area") { Field = "Area" };
        }

        if (string.IsNullOrWhiteSpace(command.Topic) || command.Topic.Trim().Length > TrainingSession.MaxTopic)
        {
            yield return new Refusal("training-topic", TrainingSession.MaxTopic) { Field = "Topic" };
        }

        if (command.Hours is not (> 0 and <= 200))
        {
            yield return new Refusal("training-hours") { Field = "Hours" };
        }

        if (attendees == 0 || known != attendees)
        {
            yield return new Refusal("training-attendees") { Field = "Attendees" };
        }
    }
}
