using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Definitions;

/// <summary>Publishing and taking back several at once, each in a unit of its own: what fails harms no other.</summary>
internal static class BulkPublish
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", PublishAsync);
        api.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", RetractAsync);
    }

    private static async Task<IResult> PublishAsync(HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var done = new Published();
        foreach (var id in (await ElsaBody.ReadAsync<DefinitionIds>(http.Request, cancellationToken)).All)
        {
            if (await store.FindVersionAsync(id, VersionOptions.Latest, cancellationToken) is not { } latest)
                done.NotFound.Add(id);
            else if (latest.IsReadonly)
                done.Skipped.Add(id);
            else if (latest.IsPublished)
                done.AlreadyPublished.Add(id);
            else
                done.Add(id, await host.WriteAsync(http.User, async (services, ct) => await services.GetRequiredService<WorkflowPublisher>().PublishAsync(id, ct), cancellationToken));
        }

        return ElsaResults.Ok(done);
    }

    private static async Task<IResult> RetractAsync(HttpContext http, IWorkflowStore store, IElsaHost host, CancellationToken cancellationToken)
    {
        var done = new Retracted();
        foreach (var id in (await ElsaBody.ReadAsync<DefinitionIds>(http.Request, cancellationToken)).All)
        {
            if (await store.FindVersionAsync(id, VersionOptions.Latest, cancellationToken) is not { } latest)
                done.NotFound.Add(id);
            else if (latest.IsReadonly)
                done.Skipped.Add(id);
            else if (await host.WriteAsync(http.User, async (services, ct) => await services.GetRequiredService<WorkflowPublisher>().RetractAsync(id, ct) is not null, cancellationToken))
                done.Done.Add(id);
            else
                done.AlreadyRetracted.Add(id);
        }

        return ElsaResults.Ok(done);
    }

    private sealed record Published
    {
        [System.Text.Json.Serialization.JsonPropertyName("published")]
        public List<string> Done { get; } = [];

        public List<string> AlreadyPublished { get; } = [];
        public List<string> NotFound { get; } = [];
        public List<string> Skipped { get; } = [];
        public List<string> UpdatedConsumers { get; } = [];
        public List<string> Failed { get; } = [];

        /// <summary>By definition id: why it failed, or what should be looked at.</summary>
        public Dictionary<string, IReadOnlyList<string>> Warnings { get; } = [];

        public void Add(string id, PublishResult? result)
        {
            if (result is null)
                NotFound.Add(id);
            else
                (result.Succeeded ? Done : Failed).Add(id);
            if (result is not null && result.Errors.Count + result.Warnings.Count > 0)
                Warnings[id] = [.. result.Errors.Concat(result.Warnings).Select(finding => finding.Message)];
        }
    }

    private sealed record Retracted
    {
        [System.Text.Json.Serialization.JsonPropertyName("retracted")]
        public List<string> Done { get; } = [];

        public List<string> AlreadyRetracted { get; } = [];
        public List<string> NotFound { get; } = [];
        public List<string> Skipped { get; } = [];
    }
}
