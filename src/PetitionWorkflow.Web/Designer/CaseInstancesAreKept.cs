using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Designer;

/// <summary>The flow of a case is part of its file: no administrator deletes it, neither by itself nor with its definition.</summary>
internal sealed class CaseInstancesAreKept(PetitionDbContext db, Texts texts) : IInstanceGuard
{
    public async ValueTask<string?> FindReasonToKeepAsync(InstanceSummary instance, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(instance.CorrelationId, out var petitionId))
        {
            return null;
        }

        var number = await db.Set<Petition>().Where(p => p.Id == petitionId).Select(p => p.Number).FirstOrDefaultAsync(cancellationToken);
        return number is null ? null : texts["Designer.InstanceBelongsToCase", instance.Id, number];
    }
}
