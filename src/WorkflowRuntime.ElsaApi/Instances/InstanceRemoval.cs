using Microsoft.AspNetCore.Http;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.ElsaApi.Wire;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.ElsaApi.Instances;

/// <summary>Removes instances that nothing speaks for keeping.</summary>
internal sealed class InstanceRemoval(IWorkflowStore store, IEnumerable<IInstanceGuard> guards)
{
    /// <summary>All of them or none.</summary>
    public async Task<int> RemoveAllAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        var instances = (await store.ListInstancesAsync(filter with { Take = int.MaxValue }, cancellationToken)).Items;
        foreach (var instance in instances)
        {
            if (await FindReasonAsync(instance, cancellationToken) is { } reason)
                throw new ElsaRefusedException(StatusCodes.Status403Forbidden, reason);
        }

        foreach (var instance in instances)
            store.RemoveInstance(instance.Id);
        return instances.Count;
    }

    /// <summary>Those that may go, and why the others stay.</summary>
    public async Task<Removed> RemoveAllowedAsync(InstanceFilter filter, CancellationToken cancellationToken)
    {
        var removed = 0;
        var kept = new List<string>();
        foreach (var instance in (await store.ListInstancesAsync(filter with { Take = int.MaxValue }, cancellationToken)).Items)
        {
            if (await FindReasonAsync(instance, cancellationToken) is { } reason)
            {
                kept.Add(reason);
                continue;
            }

            store.RemoveInstance(instance.Id);
            removed++;
        }

        return new Removed(removed, kept);
    }

    private async ValueTask<string?> FindReasonAsync(InstanceSummary instance, CancellationToken cancellationToken)
    {
        foreach (var guard in guards)
        {
            if (await guard.FindReasonToKeepAsync(instance, cancellationToken) is { } reason)
                return reason;
        }

        return null;
    }
}

/// <summary>How many went, and why others did not.</summary>
internal sealed record Removed(int Deleted, IReadOnlyList<string> Kept);
