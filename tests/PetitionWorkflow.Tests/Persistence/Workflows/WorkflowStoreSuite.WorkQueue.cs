using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Persistence.Workflows;

public abstract partial class WorkflowStoreSuite
{
    [Fact]
    public async Task ListWork_GivesWhatIsReadyAwokenOrExpiredInSequence()
    {
        await WriteAsync(store =>
        {
            store.AddInstance(Instance("i"));
            store.AddBookmark(Bookmark("b", "i", "woken"));
            store.AddWork(Work("ready2", 2));
            store.AddWork(Work("ready1", 1));
            store.AddWork(new WorkItemRow { Id = "later", Sequence = 3, NotBefore = Now.AddTicks(10), CreatedAt = Now, Payload = "{}" });
            store.AddWork(Parked("woken", 4, "woken", Now.AddDays(1)));
            store.AddWork(Parked("asleep", 5, "nobody", Now.AddDays(1)));
            store.AddWork(Parked("expired", 0, "nobody", Now));
            store.AddWork(Work("dead", 6, WorkItemState.Dead));
        });

        Assert.Equal(["expired", "ready1", "ready2", "woken"], await ReadAsync(store => store.ListWorkAsync(Now, 10, Stop)));
        Assert.Equal(["expired", "ready1"], await ReadAsync(store => store.ListWorkAsync(Now, 2, Stop)));
        Assert.Equal(["dead"], (await ReadAsync(store => store.ListDeadWorkAsync(10, Stop))).Select(w => w.Id));
    }

    [Fact]
    public async Task Work_CanChangeAndGo()
    {
        await WriteAsync(store => store.AddWork(Work("w", 1)));
        await WriteAsync(async store =>
        {
            var item = (await store.FindWorkAsync("w", Stop))!;
            (item.Attempts, item.LastError, item.State) = (3, "it failed", WorkItemState.Dead);
            store.UpdateWork(item);
        });

        var dead = Assert.Single(await ReadAsync(store => store.ListDeadWorkAsync(10, Stop)));
        Assert.Equal((3, "it failed"), (dead.Attempts, dead.LastError));

        await WriteAsync(store => store.RemoveWork("w"));
        Assert.Null(await ReadAsync(store => store.FindWorkAsync("w", Stop)));
    }

    [Fact]
    public async Task Transactions_CommitAResultAndDropNothing()
    {
        var transactions = Service.Services.GetRequiredService<IWorkflowTransactions>();

        var kept = await transactions.RunAsync((services, _) => AddAsync(services, "kept", "done"), Stop);
        var dropped = await transactions.RunAsync((services, _) => AddAsync(services, "dropped", null), Stop);

        Assert.Equal(("done", null), (kept, dropped));
        Assert.Equal(["kept"], await ReadAsync(store => store.ListWorkAsync(Now, 10, Stop)));

        static Task<string?> AddAsync(IServiceProvider services, string id, string? result)
        {
            services.GetRequiredService<IWorkflowStore>().AddWork(Work(id, 1));
            return Task.FromResult(result);
        }
    }

    private static WorkItemRow Parked(string id, long sequence, string hash, DateTime expires) => new()
    {
        Id = id, Sequence = sequence, State = WorkItemState.Parked, Hash = hash, ExpiresAt = expires, NotBefore = Now, CreatedAt = Now, Payload = "{}",
    };
}
