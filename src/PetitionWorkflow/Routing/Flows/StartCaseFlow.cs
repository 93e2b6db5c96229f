using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Flows;

/// <summary>No case can exist outside a route (C01): its flow starts in the transaction that registers it.</summary>
internal sealed class StartCaseFlow(PetitionDbContext db, CaseFlows flows) : ICaseEventHandler<PetitionRegistered>
{
    public async Task HandleAsync(Guid petitionId, PetitionRegistered happened, ActContext act, CancellationToken cancellation)
    {
        var petition = await db.FindAsync<Petition>([petitionId], cancellation)
            ?? throw new InvalidOperationException($"The case {petitionId} was registered but is not there.");
        var burst = await flows.StartAsync(CaseFlows.DefinitionOf(petition.Kind), petition, act, null, cancellation);
        petition.WorkflowInstanceId = burst.InstanceId;
    }
}

/// <summary>The leaders' task and mail exist in the transaction that flags the case, from whatever step or channel (C21, C37).</summary>
internal sealed class StartUrgentEscalation(PetitionDbContext db, CaseFlows flows) : ICaseEventHandler<FlaggedUrgent>
{
    public async Task HandleAsync(Guid petitionId, FlaggedUrgent happened, ActContext act, CancellationToken cancellation)
    {
        var petition = await db.FindAsync<Petition>([petitionId], cancellation)
            ?? throw new InvalidOperationException($"The case {petitionId} was flagged but is not there.");
        var input = new Dictionary<string, object?> { ["Criterion"] = happened.Criterion };
        await flows.StartAsync(CaseFlows.Urgent, petition, act, input, cancellation);
    }
}
