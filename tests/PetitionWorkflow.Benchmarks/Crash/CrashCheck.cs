using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Benchmarks.Crash;

/// <summary>What the database holds after a kill, against what it must hold.</summary>
internal sealed class CrashCheck(BenchService service, string folder, CrashMemory memory)
{
    private readonly List<string> _errors = [];
    private int _instances;
    private int _bursts;
    private int _acknowledged;

    public IReadOnlyList<string> Errors => _errors;

    /// <param name="folder">Where the worker worked.</param>
    /// <param name="memory">What need not be lived again.</param>
    /// <param name="drain">Also let everything that is due happen, and look again, at everything.</param>
    public static async Task<CrashCheck> RunAsync(string folder, CrashMemory memory, bool drain)
    {
        await using var service = await BenchService.StartAsync(folder: folder, isPrepared: true);
        var check = new CrashCheck(service, folder, drain ? new CrashMemory() : memory);
        await check.LookAsync();
        if (drain && check._errors.Count == 0)
        {
            // The longest delay of the flows, and then everything that waits for nothing but the pump.
            await Task.Delay(300);
            var drainedAt = TimeProvider.System.GetUtcNow().UtcDateTime;
            await service.Services.GetRequiredService<WorkflowPump>().RunAsync();
            await check.NothingIsOverdueAsync(drainedAt);
            await check.LookAsync();
        }

        return check;
    }

    public override string ToString() => $"{_instances} instances, {_bursts} bursts, {_acknowledged} acknowledged";

    private async Task LookAsync()
    {
        using (var connection = service.Open())
        {
            Expect((string)Sql.Rows(connection, "PRAGMA integrity_check")[0].Values.First() == "ok", "The database file is damaged.");
        }

        var page = await service.ReadAsync(async store => await store.ListInstancesAsync(new InstanceFilter { Take = int.MaxValue }, default));
        (_instances, _bursts) = (page.Items.Count, 0);
        var seen = new Dictionary<string, string>();
        foreach (var instance in page.Items)
        {
            var life = memory.Find(instance) ?? await LiveAgainAsync(instance);
            memory.Keep(life);
            _bursts += life.Bursts;
            seen[instance.Id] = life.Outputs;
        }

        await OwnRowsMatchAsync(page.Items);
        await NothingAcknowledgedIsLostAsync(page.Items.ToDictionary(i => i.Id), seen);
    }

    private async Task<CrashMemory.Life> LiveAgainAsync(InstanceSummary instance)
    {
        var bursts = await service.ReadAsync(async store => await store.ListBurstsAsync(instance.Id, default));
        await TimersAndBookmarksMatchAsync(instance, bursts);
        if (await memory.Replay.FindDifferenceAsync(instance, bursts) is { } difference)
        {
            _errors.Add($"{instance.DefinitionId} {instance.Id}: {difference}");
        }

        return new CrashMemory.Life(instance, bursts.Count, string.Concat(WorkflowJournal.Read(bursts).Executions.Select(e => e.Outputs)));
    }

    /// <summary>A timer resumes its bookmark once: the bookmark, the timer row and the state come and go together.</summary>
    private async Task TimersAndBookmarksMatchAsync(InstanceSummary instance, IReadOnlyList<BurstRow> bursts)
    {
        var bookmarks = await service.ReadAsync(async store => await store.FindBookmarksAsync(new BookmarkFilter { InstanceId = instance.Id }, default));
        foreach (var bookmark in bookmarks.Where(b => b.Name == "Elsa.Delay"))
        {
            Expect(await service.ReadAsync(async store => await store.FindTimerAsync(bookmark.Id, default)) is not null, $"Delay {bookmark.Id} has no timer.");
        }

        var resumed = bursts.Skip(1).Select(b => WorkflowJournal.Read([b]).Entries[0]).Where(e => e.ActivityType == "Elsa.Delay").GroupBy(e => e.ActivityInstanceId);
        Expect(resumed.All(g => g.Count() == 1), $"A timer of {instance.Id} fired twice.");
    }

    private async Task OwnRowsMatchAsync(IReadOnlyList<InstanceSummary> instances)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PetitionDbContext>();
        var own = await db.Set<ServiceSetting>().Where(s => s.Name.StartsWith(CrashCampaign.OwnRow)).Select(s => s.Name).ToListAsync();
        Expect(own.ToHashSet().SetEquals(instances.Select(i => CrashCampaign.OwnRow + i.Id)), "An instance and the caller's row of it were not written together.");
    }

    private async Task NothingAcknowledgedIsLostAsync(Dictionary<string, InstanceSummary> instances, Dictionary<string, string> seen)
    {
        using var connection = service.Open();
        var queued = string.Concat(Sql.Rows(connection, "SELECT Payload FROM WorkflowWork").Select(r => r["Payload"] as string));
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, CrashCampaign.AcknowledgedFile), Encoding.UTF8);
        _acknowledged = lines.Length;
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            if (!instances.TryGetValue(words[1], out var instance))
            {
                _errors.Add($"Instance {words[1]} was acknowledged and is gone.");
                continue;
            }

            if (words.Length < 3)
            {
                continue;
            }

            // What was sent to an instance that ended in the meantime has nobody to go to.
            var times = seen[words[1]].Split(words[2]).Length - 1;
            var isKept = times == 1 || (times == 0 && (queued.Contains(words[2], StringComparison.Ordinal) || instance.Status == WorkflowStatus.Finished));
            Expect(isKept, $"Event {words[2]} of {words[1]} was acknowledged and arrived {times} times.");
        }
    }

    /// <param name="drainedAt">When the pump began: what was due by then has fired. A timer that it made is due later.</param>
    private async Task NothingIsOverdueAsync(DateTime drainedAt) =>
        Expect((await service.ReadAsync(async store => await store.ListDueTimersAsync(drainedAt, 10, default))).Count == 0, "A timer that was due did not fire.");

    private void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            _errors.Add(otherwise);
        }
    }
}
