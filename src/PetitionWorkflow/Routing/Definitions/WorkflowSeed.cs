using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Definitions;

/// <summary>
/// Publishes the shipped flows (<c>workflows/*.json</c>) at start when their version is unknown. What an administrator published is
/// never overwritten: then a newer shipped version is left out and the log says so.
/// </summary>
internal sealed partial class WorkflowSeed(IServiceScopeFactory scopes, UnitOfWorkRunner runner, ILogger<WorkflowSeed> log) : IStartupSeed
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        foreach (var shipped in ShippedWorkflows.All)
        {
            switch (await StateOfAsync(shipped, cancellation))
            {
                case SeedState.Known:
                    break;
                case SeedState.TakenOver:
                    LogTakenOver(shipped.DefinitionId, shipped.Id);
                    break;
                case SeedState.Unknown:
                    await PublishAsync(shipped, cancellation);
                    break;
                default:
                    throw new InvalidOperationException("A state that nobody handles.");
            }
        }
    }

    private async Task<SeedState> StateOfAsync(WorkflowDefinition shipped, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var versions = await scope.ServiceProvider.GetRequiredService<IWorkflowStore>().ListVersionsAsync(shipped.DefinitionId, cancellation);
        if (versions.Any(v => v.Id == shipped.Id))
        {
            return SeedState.Known;
        }

        return versions.Any(v => v.IsPublished && !IsShippedId(v)) ? SeedState.TakenOver : SeedState.Unknown;
    }

    /// <summary>Shipped versions are named <c>petition-v1</c>; what the designer saves gets an id of its own.</summary>
    private static bool IsShippedId(DefinitionVersion version) => Regex.IsMatch(version.Id, $"^{Regex.Escape(version.DefinitionId)}-v\\d+$");

    private async Task PublishAsync(WorkflowDefinition shipped, CancellationToken cancellation)
    {
        var done = await runner.RunAsync<SeedWorkflowHandler>(handler => handler.HandleAsync(shipped.Clone(), cancellation), cancellation);
        if (done.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"The shipped flow {shipped.DefinitionId} is refused: {string.Join(' ', refusal.Args)}");
        }
    }

    private enum SeedState
    {
        Known = 1,
        TakenOver = 2,
        Unknown = 3,
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Flow {DefinitionId} was changed in the designer; the shipped version {VersionId} is not published")]
    private partial void LogTakenOver(string definitionId, string versionId);
}

internal sealed class SeedWorkflowHandler(WorkflowPublisher publisher)
{
    public async Task<Result> HandleAsync(WorkflowDefinition shipped, CancellationToken cancellation)
    {
        var result = await publisher.SaveAsync(shipped, publish: true, cancellation);
        return result.Succeeded ? Result.Done : new Refusal("flow-broken", [.. result.Errors.Select(error => $"{error.ActivityId}: {error.Message}")]);
    }
}
