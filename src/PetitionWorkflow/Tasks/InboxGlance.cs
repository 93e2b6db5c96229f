using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>The open tasks that concern a person, counted by how near their due day is.</summary>
/// <param name="Tab">The inbox tab that lists them.</param>
/// <param name="Open">All of them; the other counts overlap.</param>
public sealed record InboxGlance(InboxTab Tab, int Open, int Overdue, int Today, int ThreeDays, int Urgent);

/// <summary>What the first page shows: how much waits, and what to do first.</summary>
public sealed class InboxGlances(Inbox inbox, TimeProvider time)
{
    public async Task<InboxGlance> ReadAsync(Viewer viewer, CancellationToken cancellation)
    {
        var tab = viewer.SeesEveryCase ? InboxTab.All : viewer.UnitId is not null ? InboxTab.Unit : InboxTab.Mine;
        var now = time.UtcNow();
        var (endOfToday, soon) = DueFiltering.Bounds(now);
        var counts = await inbox.Of(tab, viewer)
            .GroupBy(_ => 1)
            .Select(tasks => new InboxGlance(
                tab,
                tasks.Count(),
                tasks.Count(t => t.DueAt < now),
                tasks.Count(t => t.DueAt >= now && t.DueAt <= endOfToday),
                tasks.Count(t => t.DueAt >= now && t.DueAt <= soon),
                tasks.Count(t => t.IsUrgent)))
            .SingleOrDefaultAsync(cancellation);
        return counts ?? new InboxGlance(tab, 0, 0, 0, 0, 0);
    }
}
