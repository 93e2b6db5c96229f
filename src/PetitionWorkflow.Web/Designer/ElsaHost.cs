using System.Security.Claims;
using PetitionWorkflow.Jobs;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Web.Designer;

/// <summary>Writes of the designer are use cases like any other: one transaction, with the administrator as the one who acts.</summary>
internal sealed class ElsaHost(UnitOfWorkRunner runner, Texts texts, IJobNudge jobs) : IElsaHost
{
    public async Task<T> WriteAsync<T>(ClaimsPrincipal user, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var act = ActorOf(user);
        var result = await runner.RunAsync<Done<T>>(
            async services =>
            {
                using var acting = services.GetRequiredService<BurstActor>().Acting(act);
                return new Done<T>(await UnwrapAsync(() => work(services, cancellationToken)));
            },
            cancellationToken);
        return result.Refusal is { } refusal
            ? throw new ElsaRefusedException(StatusCodes.Status409Conflict, texts.Of(refusal))
            : result.Value.Value;
    }

    public void Nudge() => jobs.Nudge<RunFlows>();

    public static ActContext ActorOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new ActContext(id, user.FindFirstValue(StaffClaims.DisplayName) ?? user.Identity?.Name ?? "")
            : ActContext.System("api");

    /// <summary>A refusal inside a step comes out as the refusal that it is.</summary>
    private static async Task<T> UnwrapAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (BurstAbortedException aborted) when (aborted.InnerException is { } cause)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
            throw;
        }
    }

    /// <summary>A result that may be null, which a use case's result may not.</summary>
    private sealed record Done<T>(T Value);
}
