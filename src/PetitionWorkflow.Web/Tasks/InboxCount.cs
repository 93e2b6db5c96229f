using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>What waits for the person who asks, counted once per request: the side bar shows it, and the inbox all of it.</summary>
public sealed class InboxNumbers(Inbox inbox, CurrentViewer current)
{
    private Task<InboxGroups>? _counted;

    public Task<InboxGroups> ReadAsync(CancellationToken cancellation) => _counted ??= inbox.CountAsync(current.Require(), cancellation);
}

/// <summary>The number beside the inbox: what the person holds and what waits for somebody like them.</summary>
internal sealed class InboxCount(InboxNumbers numbers, CurrentViewer current) : INavigationCount
{
    public string Path => "/tasks";

    public async Task<int> CountAsync(HttpContext context) =>
        current.Find() is null ? 0 : (await numbers.ReadAsync(context.RequestAborted)).Waiting;
}
