using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.Web.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>A workflow instance that moves a case.</summary>
public sealed record CaseInstance(string Id, string FlowName);

/// <summary>The way from a case to its instances in the designer, the case's own flow first.</summary>
public sealed class CaseInstances(IWorkflowStore store, IAuthorizationService authorization)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<CaseInstance>> OfAsync(Guid petitionId, ClaimsPrincipal user, CancellationToken cancellation)
    {
        if (!(await authorization.AuthorizeAsync(user, Policies.Administer)).Succeeded)
        {
            return [];
        }

        var filter = new InstanceFilter { CorrelationId = CaseFlows.KeyOf(petitionId), OrderBy = InstanceOrder.CreatedAt, Descending = false, Take = Most };
        var found = new List<CaseInstance>();
        foreach (var instance in (await store.ListInstancesAsync(filter, cancellation)).Items)
        {
            var flow = await store.FindVersionAsync(instance.DefinitionId, VersionOptions.Latest, cancellation);
            found.Add(new CaseInstance(instance.Id, flow?.Name ?? instance.DefinitionId));
        }

        return found;
    }
}
