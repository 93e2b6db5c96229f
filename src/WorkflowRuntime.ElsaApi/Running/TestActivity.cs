using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkflowRuntime.ElsaApi.Wire;

namespace WorkflowRuntime.ElsaApi.Running;

/// <summary>
/// The editor's Test tab would run one step for real. Steps here write to cases, so nothing is run: the answer is an execution that
/// was cancelled, and why (an error would break Studio's page).
/// </summary>
internal static class TestActivity
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/tests/activities", () => ElsaResults.Ok(new
    {
        ActivityState = new { },
        Outputs = new { },
        Payload = new { },
        Exception = new { Type = "NotSupported", Message = ElsaTexts.NothingIsTested() },
        Status = Execution.ActivityStatus.Canceled,
    }));
}
