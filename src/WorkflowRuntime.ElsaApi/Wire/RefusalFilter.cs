using Microsoft.AspNetCore.Http;
using WorkflowRuntime.Incidents;

namespace WorkflowRuntime.ElsaApi.Wire;

/// <summary>Turns refusals into problem+json for every route of the API.</summary>
internal sealed class RefusalFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ElsaRefusedException refused)
        {
            return ElsaResults.Problem(refused.Status, refused.Messages);
        }
        catch (BadHttpRequestException bad)
        {
            return ElsaResults.Problem(bad.StatusCode, bad.Message);
        }
        catch (BurstAbortedException aborted)
        {
            return ElsaResults.Problem(StatusCodes.Status409Conflict, aborted.Message);
        }
    }
}
