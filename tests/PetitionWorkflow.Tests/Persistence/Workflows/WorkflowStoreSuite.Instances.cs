using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Persistence.Workflows;

public abstract partial class WorkflowStoreSuite
{
    [Fact]
    public async Task AddInstance_IsFoundInItsOwnUnitAndByOthersAfterTheCommit()
    {
        var row = Instance("a", correlation: "case-1");
        row.Name = "名稱";
        row.ParentInstanceId = "p";
        row.FinishedAt = Now.AddTicks(1230);
        row.SubStatus = WorkflowSubStatus.Faulted;
        row.IncidentCount = 2;
        row.ConcurrencyVersion = 1;

        await WriteAsync(async store =>
        {
            store.AddInstance(row);
            Assert.Same(row, await store.FindInstanceAsync("a", Stop));
        });
        var found = await ReadAsync(store => store.FindInstanceAsync("a", Stop));

        Assert.Equivalent(row, found, strict: true);
        Assert.Equal(DateTimeKind.Utc, found!.CreatedAt.Kind);
    }

    [Fact]
    public async Task AUnitThatIsRefused_LeavesNothing()
    {
        await TryOutAsync(async store =>
        {
            store.AddInstance(Instance("a"));
            store.AddBookmark(Bookmark("b", "a"));
            store.AddWork(Work("w", 1));
            return await store.ListWorkAsync(Now, 10, Stop);
        });

        Assert.Null(await ReadAsync(store => store.FindInstanceAsync("a", Stop)));
        Assert.Empty(await ReadAsync(store => store.ListWorkAsync(Now, 10, Stop)));
    }

    [Fact]
    public async Task UpdateInstance_WhenManyUnitsChangeOne_LosesNoChange()
    {
        await WriteAsync(store => store.AddInstance(Instance("a")));

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => WriteAsync(async store =>
        {
            var row = (await store.FindInstanceAsync("a", Stop))!;
            await Task.Yield();
            row.State = [.. row.State, 9];
            row.ConcurrencyVersion++;
            store.UpdateInstance(row);
        })));

        var found = await ReadAsync(store => store.FindInstanceAsync("a", Stop));
        Assert.Equal((30, 33), (found!.ConcurrencyVersion, found.State.Length));
    }

    [Fact]
    public async Task UpdateInstance_WhenAnotherUnitWasFaster_FailsTheCommit()
    {
        await WriteAsync(store => store.AddInstance(Instance("a")));
        await using var slow = Service.Services.CreateAsyncScope();
        var store = slow.ServiceProvider.GetRequiredService<IWorkflowStore>();
        var stale = (await store.FindInstanceAsync("a", Stop))!;
        await WriteAsync(async other => Raise(other, (await other.FindInstanceAsync("a", Stop))!));

        Raise(store, stale);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(Stop));

        static void Raise(IWorkflowStore store, WorkflowInstanceRow row)
        {
            row.ConcurrencyVersion++;
            store.UpdateInstance(row);
        }
    }

    [Fact]
    public async Task RemoveInstance_TakesEverythingOfItAndNothingOfOthers()
    {
        await WriteAsync(store =>
        {
            foreach (var id in new[] { "a", "b" })
            {
                store.AddInstance(Instance(id));
                store.AddBookmark(Bookmark("mark-" + id, id));
                store.AddTimer(new TimerRow { Id = "mark-" + id, InstanceId = id, DueAt = Now });
                store.AddBurst(new BurstRow { InstanceId = id, Number = 1, CreatedAt = Now, Data = [1] });
                store.AddWork(new WorkItemRow { Id = "work-" + id, InstanceId = id, NotBefore = Now, CreatedAt = Now, Payload = "{}" });
            }
        });

        await WriteAsync(async store =>
        {
            Assert.NotNull(await store.FindBookmarkAsync("mark-a", Stop));
            store.AddBurst(new BurstRow { InstanceId = "a", Number = 2, CreatedAt = Now, Data = [1] });
            store.RemoveInstance("a");
            Assert.Null(await store.FindInstanceAsync("a", Stop));
        });

        Assert.Null(await ReadAsync(store => store.FindInstanceAsync("a", Stop)));
        Assert.Null(await ReadAsync(store => store.FindBookmarkAsync("mark-a", Stop)));
        Assert.Null(await ReadAsync(store => store.FindTimerAsync("mark-a", Stop)));
        Assert.Empty(await ReadAsync(store => store.ListBurstsAsync("a", Stop)));
        Assert.Equal(["work-b"], await ReadAsync(store => store.ListWorkAsync(Now, 10, Stop)));
        Assert.NotNull(await ReadAsync(store => store.FindBookmarkAsync("mark-b", Stop)));
        Assert.Single(await ReadAsync(store => store.ListBurstsAsync("b", Stop)));
    }

    [Fact]
    public async Task ListBursts_GivesStoredAndUncommittedOnesInOrder()
    {
        await WriteAsync(store =>
        {
            store.AddInstance(Instance("a"));
            store.AddBurst(new BurstRow { InstanceId = "a", Number = 2, CreatedAt = Now, Data = [2] });
            store.AddBurst(new BurstRow { InstanceId = "a", Number = 1, CreatedAt = Now, Data = [1] });
        });

        var seen = await TryOutAsync(async store =>
        {
            store.AddBurst(new BurstRow { InstanceId = "a", Number = 3, CreatedAt = Now, Data = [3] });
            return await store.ListBurstsAsync("a", Stop);
        });

        Assert.Equal([1, 2, 3], seen.Select(b => b.Number));
        Assert.Equal([1, 2, 3], seen.Select(b => (int)b.Data[0]));
    }

    [Fact]
    public async Task AnyRunning_AsksDefinitionAndCorrelationAndSeesItsOwnUnit()
    {
        var ended = Instance("a", "one", "c1");
        (ended.Status, ended.SubStatus) = (WorkflowStatus.Finished, WorkflowSubStatus.Finished);
        await WriteAsync(store => store.AddInstance(ended));

        var seen = await TryOutAsync(async store =>
        {
            var before = await store.AnyRunningAsync("one", null, Stop);
            store.AddInstance(Instance("b", "one", "c1"));
            return (before, await store.AnyRunningAsync("one", null, Stop), await store.AnyRunningAsync("one", "c2", Stop),
                await store.AnyRunningAsync(null, "c1", Stop), await store.AnyRunningAsync("two", "c1", Stop));
        });

        Assert.Equal((false, true, false, true, false), seen);
    }

    [Fact]
    public async Task ListChildren_GivesThemInTheOrderOfTheirStart()
    {
        await WriteAsync(store =>
        {
            foreach (var (id, parent, seconds) in new[] { ("late", "p", 2), ("early", "p", 1), ("other", "q", 0) })
            {
                var row = Instance(id);
                (row.ParentInstanceId, row.CreatedAt) = (parent, Now.AddSeconds(seconds));
                store.AddInstance(row);
            }
        });

        Assert.Equal(["early", "late"], await ReadAsync(store => store.ListChildrenAsync("p", Stop)));
    }

    [Fact]
    public async Task ListInstances_FiltersSortsAndPages()
    {
        await WriteAsync(store =>
        {
            for (var i = 0; i < 5; i++)
            {
                var row = Instance("id" + i, i < 3 ? "one" : "two", "Case-" + i);
                (row.CreatedAt, row.IncidentCount, row.Name) = (Now.AddMinutes(i), i % 2, "Name " + (9 - i) + (i == 1 ? " 100%_\\" : ""));
                (row.Status, row.SubStatus) = i == 4 ? (WorkflowStatus.Finished, WorkflowSubStatus.Cancelled) : (row.Status, row.SubStatus);
                row.FinishedAt = i == 4 ? Now.AddHours(1) : null;
                store.AddInstance(row);
            }
        });

        Assert.Equal("id4 id3|5", await ListAsync(new() { Descending = true, Take = 2 }));
        Assert.Equal("id2 id3|5", await ListAsync(new() { Skip = 2, Take = 2 }));
        Assert.Equal("id4 id3 id2 id1 id0|5", await ListAsync(new() { OrderBy = InstanceOrder.Name }));
        Assert.Equal("id0 id1 id2|3", await ListAsync(new() { DefinitionIds = ["one"] }));
        Assert.Equal("id3 id4|2", await ListAsync(new() { DefinitionVersionIds = ["two-1"] }));
        Assert.Equal("id1 id3|2", await ListAsync(new() { HasIncidents = true }));
        Assert.Equal("id4|1", await ListAsync(new() { Statuses = [WorkflowStatus.Finished], SubStatuses = [WorkflowSubStatus.Cancelled] }));
        Assert.Equal("id2|1", await ListAsync(new() { SearchTerm = "cASE-2" }));
        Assert.Equal("id4 id3|5", await ListAsync(new() { SearchTerm = " NAME ", Take = 2, Descending = true }));
        Assert.Equal("|0", await ListAsync(new() { SearchTerm = "Case_2" }));
        Assert.Equal("|0", await ListAsync(new() { SearchTerm = "Case%" }));
        Assert.Equal("id1|1", await ListAsync(new() { SearchTerm = "0%_\\" }));
        Assert.Equal("|0", await ListAsync(new() { SearchTerm = new string('名', 60_000) }));
        Assert.Equal("id3|1", await ListAsync(new() { CorrelationId = "Case-3" }));
        Assert.Equal("id0 id3|2", await ListAsync(new() { Ids = ["id0", "id3", "none"] }));
        Assert.Equal("id4|1", await ListAsync(new() { Timestamps = [new(InstanceOrder.FinishedAt, TimestampOperator.GreaterThan, Now)] }));
        Assert.Equal("id1 id2|2", await ListAsync(new()
        {
            Timestamps =
            [
                new(InstanceOrder.CreatedAt, TimestampOperator.GreaterThanOrEqual, Now.AddMinutes(1)),
                new(InstanceOrder.CreatedAt, TimestampOperator.LessThan, Now.AddMinutes(3)),
            ],
        }));
        Assert.Equal("|0", await ListAsync(new() { Version = 7 }));
        Assert.Equal("|0", await ListAsync(new() { IsSystem = true }));

        async Task<string> ListAsync(InstanceFilter filter)
        {
            var page = await ReadAsync(store => store.ListInstancesAsync(filter, Stop));
            return string.Join(' ', page.Items.Select(i => i.Id)) + "|" + page.TotalCount;
        }
    }
}
