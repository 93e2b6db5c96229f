using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>No case exists outside a route (C01): an open one has a workflow that still runs.</summary>
internal sealed class CasesHaveRunningInstances : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var stranded = await db.Set<Petition>()
            .Where(p => p.Stage != CaseStage.Archived
                && !db.Set<WorkflowInstanceRow>().Any(i => i.Id == p.WorkflowInstanceId && i.Status == WorkflowStatus.Running))
            .Select(p => new { p.Number, p.Stage })
            .ToListAsync(cancellation);
        return [.. stranded.Select(p => new Violation("case-without-instance", p.Number, p.Stage))];
    }
}
