using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>The number beside the inbox: what the person holds and what waits for somebody like them.</summary>
internal sealed class InboxCount(Inbox inbox, CurrentViewer current) : INavigationCount
{
    public string Path => "/tasks";

    public async Task<int> CountAsync(HttpContext context) =>
        current.Find() is { } viewer ? await inbox.WaitingAsync(viewer, context.RequestAborted) : 0;
}
