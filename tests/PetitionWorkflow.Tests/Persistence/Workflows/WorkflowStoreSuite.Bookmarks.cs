using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Persistence.Workflows;

public abstract partial class WorkflowStoreSuite
{
    [Fact]
    public async Task FindBookmarks_MatchesEveryGivenPartOldestFirst()
    {
        await WriteAsync(store =>
        {
            store.AddInstance(Instance("i"));
            store.AddInstance(Instance("j"));
            store.AddBookmark(Bookmark("late", "i", "h", "c", seconds: 2));
            store.AddBookmark(Bookmark("early", "j", "h", null, seconds: 1));
            store.AddBookmark(Bookmark("other", "j", "k", "c"));
        });

        Assert.Equal("early late", await FindAsync(new() { Hash = "h" }));
        Assert.Equal("late", await FindAsync(new() { Hash = "h", CorrelationId = "c" }));
        Assert.Equal("other early", await FindAsync(new() { InstanceId = "j" }));
        Assert.Equal("other", await FindAsync(new() { ActivityInstanceId = "xother" }));
        Assert.Equal("", await FindAsync(new() { Hash = "h", Name = "Elsa.Delay" }));

        async Task<string> FindAsync(BookmarkFilter filter) =>
            string.Join(' ', (await ReadAsync(store => store.FindBookmarksAsync(filter, Stop))).Select(b => b.Id));
    }

    [Fact]
    public async Task FindBookmarks_SeesWhatItsUnitAddedAndRemoved()
    {
        await WriteAsync(store =>
        {
            store.AddInstance(Instance("i"));
            store.AddBookmark(Bookmark("stays", "i", seconds: 1));
            store.AddBookmark(Bookmark("goes", "i"));
        });

        var seen = await TryOutAsync(async store =>
        {
            store.RemoveBookmark("goes");
            store.AddBookmark(Bookmark("comes", "i", seconds: 2));
            store.AddBookmark(Bookmark("elsewhere", "i", "k", seconds: 3));
            store.AddBookmark(Bookmark("brief", "i", seconds: 4));
            store.RemoveBookmark("brief");
            return (await store.FindBookmarksAsync(new() { Hash = "h" }, Stop), await store.FindBookmarkAsync("goes", Stop), await store.FindBookmarkAsync("comes", Stop));
        });

        Assert.Equal(["stays", "comes"], seen.Item1.Select(b => b.Id));
        Assert.Null(seen.Item2);
        Assert.NotNull(seen.Item3);
    }

    [Fact]
    public async Task RemoveBookmark_WithoutReadingItFirst_RemovesIt()
    {
        await WriteAsync(store =>
        {
            store.AddInstance(Instance("i"));
            store.AddBookmark(Bookmark("b", "i"));
        });

        await WriteAsync(store => store.RemoveBookmark("b"));

        Assert.Null(await ReadAsync(store => store.FindBookmarkAsync("b", Stop)));
    }

    [Fact]
    public async Task RemoveBookmark_WhenAnotherUnitBurntItFirst_FailsTheCommit()
    {
        await WriteAsync(store =>
        {
            store.AddInstance(Instance("i"));
            store.AddBookmark(Bookmark("b", "i"));
        });
        await using var slow = Service.Services.CreateAsyncScope();
        var store = slow.ServiceProvider.GetRequiredService<IWorkflowStore>();
        Assert.NotNull(await store.FindBookmarkAsync("b", Stop));
        await WriteAsync(other => other.RemoveBookmark("b"));

        store.RemoveBookmark("b");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => slow.ServiceProvider.GetRequiredService<UnitOfWork>().CommitAsync(Stop));
    }

    [Fact]
    public async Task ABookmarkOfNoInstance_CannotBeWritten()
    {
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => WriteAsync(store => store.AddBookmark(Bookmark("b", "nobody"))));
    }

    [Fact]
    public async Task ListDueTimers_GivesTheDueOnesEarliestFirst()
    {
        await WriteAsync(store =>
        {
            store.AddTimer(new TimerRow { Id = "later", Kind = TimerKind.Trigger, DueAt = Now.AddTicks(10) });
            store.AddTimer(new TimerRow { Id = "now", Kind = TimerKind.Trigger, DueAt = Now });
            store.AddTimer(new TimerRow { Id = "past", Kind = TimerKind.Trigger, DueAt = Now.AddDays(-1) });
        });

        Assert.Equal(["past", "now"], (await ReadAsync(store => store.ListDueTimersAsync(Now, 10, Stop))).Select(t => t.Id));
        Assert.Equal(["past"], (await ReadAsync(store => store.ListDueTimersAsync(Now, 1, Stop))).Select(t => t.Id));
    }

    [Fact]
    public async Task ATimer_CanMoveGoAndComeBackWithinOneUnit()
    {
        await WriteAsync(store => store.AddTimer(new TimerRow { Id = "t", Kind = TimerKind.Trigger, DueAt = Now }));

        await WriteAsync(async store =>
        {
            var timer = (await store.FindTimerAsync("t", Stop))!;
            timer.DueAt = Now.AddHours(1);
            store.UpdateTimer(timer);
            Assert.Empty(await store.ListDueTimersAsync(Now, 10, Stop));
        });
        await WriteAsync(store =>
        {
            store.RemoveTimer("t");
            store.AddTimer(new TimerRow { Id = "t", Kind = TimerKind.Trigger, DueAt = Now.AddHours(2) });
        });

        Assert.Equal(Now.AddHours(2), (await ReadAsync(store => store.FindTimerAsync("t", Stop)))!.DueAt);
    }
}
