using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Routing.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>Counts, over all instances of a definition, which connections were walked.</summary>
public static class WalkedFlow
{
    /// <summary>The connections of the shipped flow that no instance took, as <c>verify:Rework -> return-for-rework</c>.</summary>
    public static async Task<IReadOnlyList<string>> NeverWalkedAsync(this Office office, string definitionId)
    {
        var walked = await OutcomesAsync(office, definitionId);
        var root = ShippedWorkflows.All.Single(d => d.DefinitionId == definitionId).Root!;
        return
        [
            .. root["connections"]!.AsArray()
                .Select(c => (From: (string)c!["source"]!["activity"]!, Port: (string)c["source"]!["port"]!, To: (string)c["target"]!["activity"]!))
                .Where(c => !walked.Contains((c.From, c.Port)))
                .Select(c => $"{c.From}:{c.Port} -> {c.To}"),
        ];
    }

    private static async Task<HashSet<(string Activity, string Outcome)>> OutcomesAsync(Office office, string definitionId)
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IWorkflowStore>();
        var instances = await store.ListInstancesAsync(new InstanceFilter { DefinitionIds = [definitionId], Take = 1000 }, Office.Cancellation);
        Assert.Equal(0, instances.Items.Sum(i => i.IncidentCount));
        var walked = new HashSet<(string, string)>();
        foreach (var instance in instances.Items)
        {
            foreach (var record in WorkflowJournal.Read(await store.ListBurstsAsync(instance.Id, Office.Cancellation)).Executions)
            {
                walked.UnionWith(record.ReadOutcomes().Select(outcome => (record.ActivityId, outcome)));
            }
        }

        return walked;
    }
}
