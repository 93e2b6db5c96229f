using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>Waiting points and timers.</summary>
internal sealed partial class WorkflowStore
{
    public ValueTask<BookmarkRow?> FindBookmarkAsync(string id, CancellationToken cancellationToken) => _bookmarks.FindAsync(id, cancellationToken);

    public async ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken)
    {
        var rows = Rows<BookmarkRow>().AsQueryable();
        if (filter.Hash is { } hash)
        {
            rows = rows.Where(b => b.Hash == hash);
        }

        if (filter.InstanceId is { } instance)
        {
            rows = rows.Where(b => b.InstanceId == instance);
        }

        if (filter.CorrelationId is { } correlation)
        {
            rows = rows.Where(b => b.CorrelationId == correlation);
        }

        if (filter.Name is { } name)
        {
            rows = rows.Where(b => b.Name == name);
        }

        if (filter.ActivityInstanceId is { } activity)
        {
            rows = rows.Where(b => b.ActivityInstanceId == activity);
        }

        var found = _bookmarks.Complete(await rows.ToListAsync(cancellationToken), b => Matches(b, filter));
        return found.Count > 1 ? [.. found.OrderBy(b => b.CreatedAt).ThenBy(b => b.Id, StringComparer.Ordinal)] : found;
    }

    public void AddBookmark(BookmarkRow row) => _bookmarks.Add(row);

    public void RemoveBookmark(string id) => _bookmarks.Remove(id);

    public ValueTask<TimerRow?> FindTimerAsync(string id, CancellationToken cancellationToken) => _timers.FindAsync(id, cancellationToken);

    public async ValueTask<IReadOnlyList<TimerRow>> ListDueTimersAsync(DateTime now, int max, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_timers.HasChanges, cancellationToken);
        return await Rows<TimerRow>().AsNoTracking().Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).Take(max).ToListAsync(cancellationToken);
    }

    public void AddTimer(TimerRow row) => _timers.Add(row);

    public void UpdateTimer(TimerRow row) => _timers.Update(row);

    public void RemoveTimer(string id) => _timers.Remove(id);

    private static bool Matches(BookmarkRow row, BookmarkFilter filter) =>
        (filter.Hash is null || row.Hash == filter.Hash)
        && (filter.InstanceId is null || row.InstanceId == filter.InstanceId)
        && (filter.CorrelationId is null || row.CorrelationId == filter.CorrelationId)
        && (filter.Name is null || row.Name == filter.Name)
        && (filter.ActivityInstanceId is null || row.ActivityInstanceId == filter.ActivityInstanceId);
}
