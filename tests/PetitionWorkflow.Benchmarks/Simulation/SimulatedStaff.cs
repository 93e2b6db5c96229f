using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>The people of the office: they see new tasks, leave them lying for a while, and complete them.</summary>
internal sealed class SimulatedStaff(SimulatedOffice office, Chance chance, Action<string> wrong)
{
    private readonly Habits _habits = new(chance);
    private readonly Answers _answers = new(office.People, office.Units);
    private readonly PriorityQueue<Planned, (DateTime At, string Key)> _plan = new();
    private readonly IReadOnlyList<Viewer> _people = [.. office.People.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value)];
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);
    private string _earlierCase = "";
    private long _lastRow;

    public int Completed { get; private set; }

    /// <summary>A step that somebody has in mind, as it was when they first saw it.</summary>
    private sealed record Planned(WorkTask Task, string Key, string Number);

    /// <summary>Whose it is by now.</summary>
    private sealed record Holder(Guid? PersonId);

    private static readonly KeptQuery<Guid, Holder> StillOpen = new((db, id) => db.Set<WorkTask>().Where(t => t.Id == id && t.State == TaskState.Open).Select(t => new Holder(t.AssigneeId)));

    /// <summary>Does everything that is planned up to now, and what comes of it at once.</summary>
    public async Task WorkAsync(DateTime now)
    {
        await LookAsync(now);
        while (_plan.TryPeek(out var next, out var order) && order.At <= now)
        {
            _plan.Dequeue();
            await CompleteAsync(next, now);
        }

        await LookAsync(now);
    }

    /// <summary>What has come since the last look. No task is ever deleted, so those that are new are those in the rows behind the last one.</summary>
    private async Task LookAsync(DateTime now)
    {
        var after = _lastRow;
        var tasks = await office.Service.QueryAsync(async db =>
        {
            _lastRow = await db.Database.SqlQuery<long>($"SELECT coalesce(max(rowid), 0) AS Value FROM Tasks").SingleAsync();
            return await db.Set<WorkTask>().FromSql($"SELECT * FROM Tasks WHERE rowid > {after}").AsNoTracking()
                .Where(t => t.State == TaskState.Open)
                .Join(db.Set<Petition>(), t => t.PetitionId, p => p.Id, (t, p) => new { Task = t, p.Number })
                .ToListAsync();
        });
        foreach (var task in tasks.OrderBy(t => t.Number, StringComparer.Ordinal).ThenBy(t => t.Task.TaskType, StringComparer.Ordinal))
        {
            var kind = $"{task.Number} {task.Task.TaskType}";
            var times = _times[kind] = _times.GetValueOrDefault(kind) + 1;
            var key = $"{kind} {times}";
            if (_habits.Delay(task.Task.TaskType, key) is { } delay)
            {
                _plan.Enqueue(new Planned(task.Task, key, task.Number), (now + delay, key));
            }
        }
    }

    private async Task CompleteAsync(Planned planned, DateTime now)
    {
        var task = planned.Task;
        if (await office.Service.QueryAsync(db => StillOpen.FirstAsync(db, task.Id, default)) is not { } holder)
        {
            return;
        }

        var form = office.Service.Services.GetRequiredService<TaskForms>().Of(task).Value;
        var outcomes = JsonSerializer.Deserialize<string[]>(task.OutcomesJson)!;
        var way = _habits.Way(task.TaskType, planned.Key, outcomes);
        var conclusion = form.Fields.Any(f => f.Name == "conclusion") ? await ConclusionAsync(task.PetitionId) : "";
        var refusal = await TryAsync(way);
        // Too late for an objection or for an extension: then another way.
        foreach (var other in outcomes.Where(o => o != way))
        {
            refusal = refusal is null ? null : await TryAsync(other);
        }

        if (refusal is not null)
        {
            wrong($"{ChinaTime.DayOf(now):yyyy-MM-dd} {planned.Key}: {way} was refused: {refusal.Code} {refusal.Field}");
        }
        else
        {
            Completed++;
            _earlierCase = planned.Number;
        }

        async Task<Refusal?> TryAsync(string outcome)
        {
            var by = WhoDoes(task, holder.PersonId);
            var answers = _answers.To(form, outcome, TaskForms.SuggestionsOf(task), by, ChinaTime.DayOf(now), _earlierCase, conclusion, field => chance.Of($"{planned.Key} {field}"));
            var result = await Again.AfterKillAsync(() => office.Runner.RunAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(new CompleteTask(task.Id, outcome, answers, by), default)));
            return result.Refusal;
        }
    }

    private Task<string> ConclusionAsync(Guid petitionId) =>
        office.Service.QueryAsync(async db => HandlingRoute.Of((await db.FindAsync<Petition>([petitionId], default))!).Conclusions[0]);

    private Viewer WhoDoes(WorkTask task, Guid? holder) =>
        _people.FirstOrDefault(p => holder is not null
            ? p.UserId == holder
            : (task.Role is null || p.Is(task.Role)) && (task.UnitId is null ? p.UnitId is null || task.Role is not null : p.UnitId == task.UnitId))
        ?? throw new InvalidOperationException($"Nobody can do {task.TaskType} for {task.Role} of {task.UnitId}.");
}

/// <summary>A person whose program died presses the button again.</summary>
internal static class Again
{
    public static async Task<T> AfterKillAsync<T>(Func<Task<T>> act)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (SimulatedKillException)
            {
                // Nothing of it was committed.
            }
        }
    }
}
