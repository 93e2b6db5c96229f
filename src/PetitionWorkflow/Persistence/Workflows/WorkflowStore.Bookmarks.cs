using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>Waiting points and timers.</summary>
internal sealed partial class WorkflowStore
{
    public ValueTask<BookmarkRow?> FindBookmarkAsync(string id, CancellationToken cancellationToken) => _bookmarks.FindAsync(id, cancellationToken);

    public async ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkFilter filter, CancellationToken cancellationToken)
    {
        var (condition, values) = Where(filter);
        var found = await _bookmarks.ListAsync(condition, values, b => Matches(b, filter), cancellationToken);
        return found.Count > 1 ? [.. found.OrderBy(b => b.CreatedAt).ThenBy(b => b.Id, StringComparer.Ordinal)] : found;
    }

    public void AddBookmark(BookmarkRow row) => _bookmarks.Add(row);

    public void RemoveBookmark(string id) => _bookmarks.Remove(id);

    public ValueTask<TimerRow?> FindTimerAsync(string id, CancellationToken cancellationToken) => _timers.FindAsync(id, cancellationToken);

    public async ValueTask<IReadOnlyList<TimerRow>> ListDueTimersAsync(DateTime now, int max, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_timers.HasChanges, cancellationToken);
        return await Rows<TimerRow>().AsNoTracking().Where(t => t.DueAt <= now).OrderBy(t => t.DueAt).ThenBy(t => t.Id).Take(max).ToListAsync(cancellationToken);
    }

    public void AddTimer(TimerRow row) => _timers.Add(row);

    public void UpdateTimer(TimerRow row) => _timers.Update(row);

    public void RemoveTimer(string id) => _timers.Remove(id);

    private static (string Condition, object[] Values) Where(BookmarkFilter filter)
    {
        (string Column, string? Value)[] given =
        [
            (nameof(BookmarkRow.Hash), filter.Hash),
            (nameof(BookmarkRow.InstanceId), filter.InstanceId),
            (nameof(BookmarkRow.CorrelationId), filter.CorrelationId),
            (nameof(BookmarkRow.Name), filter.Name),
            (nameof(BookmarkRow.ActivityInstanceId), filter.ActivityInstanceId),
        ];
        var parts = given.Where(p => p.Value is not null).ToList();
        var condition = string.Join(" AND ", parts.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"\"{p.Column}\" = @p{i}")));
        return (parts.Count == 0 ? "1 = 1" : condition, [.. parts.Select(p => (object)p.Value!)]);
    }

    private static bool Matches(BookmarkRow row, BookmarkFilter filter) =>
        (filter.Hash is null || row.Hash == filter.Hash)
        && (filter.InstanceId is null || row.InstanceId == filter.InstanceId)
        && (filter.CorrelationId is null || row.CorrelationId == filter.CorrelationId)
        && (filter.Name is null || row.Name == filter.Name)
        && (filter.ActivityInstanceId is null || row.ActivityInstanceId == filter.ActivityInstanceId);
}
