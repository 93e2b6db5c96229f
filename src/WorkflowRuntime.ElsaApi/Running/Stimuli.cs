using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Running;

/// <summary>
/// What happens outside and workflows wait for: events, results of RunTask, single waiting points. Events and results are queued and
/// answered with 200 at once, as in Elsa, so that one may come a moment before somebody waits for it.
/// </summary>
internal static class Stimuli
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/events/{eventName}/trigger", TriggerAsync);
        api.MapPost("/tasks/{taskId}/complete", CompleteAsync);
        api.MapMethods("/bookmarks/resume", ["GET", "POST"], ResumeAsync);
    }

    private static async Task<IResult> TriggerAsync(string eventName, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<TriggerRequest>(http.Request, cancellationToken);
        var stimulus = EventStimuli.Of(eventName, request.Input is { } input ? ValueJson.FromElement(input) : null, request.CorrelationId, request.WorkflowInstanceId);
        if (!string.IsNullOrEmpty(request.ActivityInstanceId))
            stimulus = stimulus with { ActivityInstanceId = ExecutionIds.Read(request.ActivityInstanceId).ExecutionId };
        return await EnqueueAsync(stimulus, http, host, cancellationToken);
    }

    private static async Task<IResult> CompleteAsync(string taskId, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        var request = await ElsaBody.ReadAsync<CompleteRequest>(http.Request, cancellationToken);
        return await EnqueueAsync(TaskStimuli.Of(taskId, request.Result is { } result ? ValueJson.FromElement(result) : null), http, host, cancellationToken);
    }

    private static async Task<IResult> EnqueueAsync(Stimulus stimulus, HttpContext http, IElsaHost host, CancellationToken cancellationToken)
    {
        await host.WriteAsync(http.User, (services, _) =>
        {
            services.GetRequiredService<IWorkflowRuntime>().Enqueue(stimulus);
            return Task.FromResult(true);
        }, cancellationToken);
        host.Nudge();
        return ElsaResults.Ok(new { });
    }

    /// <summary>Only waiting points of Elsa's own activities: what waits for a person is done where that person works.</summary>
    private static async Task<IResult> ResumeAsync(HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var id = http.Request.Query.Text("t") ?? "";
        if (await store.FindBookmarkAsync(id, cancellationToken) is not { } bookmark)
            return ElsaResults.NotFound(ElsaTexts.NoWaitingPoint());
        if (!bookmark.Name.StartsWith("Elsa.", StringComparison.Ordinal))
            return ElsaResults.Problem(StatusCodes.Status403Forbidden, ElsaTexts.ClosedWaitingPoint(bookmark.Name));
        var input = HttpMethods.IsPost(http.Request.Method) ? (await ElsaBody.ReadAsync<TriggerRequest>(http.Request, cancellationToken)).Input : null;
        var result = await host.WriteAsync(http.User, (services, ct) => services.GetRequiredService<IWorkflowRuntime>().ResumeAsync(id, ElsaJson.ReadValues(input), ct), cancellationToken);
        if (result.HasQueuedWork)
            host.Nudge();
        return result.Refusal is { } refusal ? ElsaResults.Problem(StatusCodes.Status409Conflict, ElsaTexts.Of(refusal)) : ElsaResults.Ok(new { result.InstanceId });
    }

    private sealed record TriggerRequest
    {
        public string? CorrelationId { get; init; }
        public string? WorkflowInstanceId { get; init; }
        public string? ActivityInstanceId { get; init; }
        public JsonElement? Input { get; init; }
    }

    private sealed record CompleteRequest
    {
        public JsonElement? Result { get; init; }
    }
}
