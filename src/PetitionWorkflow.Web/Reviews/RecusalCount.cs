using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reviews;

/// <summary>The number beside the recusals: those that wait for a decision.</summary>
internal sealed class RecusalCount(RecusalReader reader, CurrentViewer current) : INavigationCount
{
    public string Path => "/recusals";

    public async Task<int> CountAsync(HttpContext context) => current.Find() is { } viewer ? await reader.OpenAsync(viewer, context.RequestAborted) : 0;
}
