using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Publishing.Moves;

/// <summary>What moving a running case to another version would mean for it.</summary>
/// <param name="Steps">Where it waits.</param>
/// <param name="Obstacle">Why it cannot move; null when it can.</param>
public sealed record MovePlan(
    string InstanceId, Guid PetitionId, string Number, string Subject, int Version, string VersionId, IReadOnlyList<string> Steps, MoveObstacle? Obstacle)
{
    public bool CanMove => Obstacle is null;
}

/// <param name="Step">The step that the other version lacks, or whose exit it lacks.</param>
public sealed record MoveObstacle(MoveObstacleKind Kind, string Step, string? Exit = null);

public enum MoveObstacleKind
{
    /// <summary>The case waits at, or is inside, a step that the other version does not have.</summary>
    StepIsGone = 1,

    /// <summary>The open task offers an outcome that leads nowhere in the other version.</summary>
    ExitIsGone = 2,
}

/// <summary>The preview of a move: every running case of a flow that is on another version, where it stands, and whether it can go on there.</summary>
public sealed class MovePlans(IWorkflowStore store, IWorkflowRuntime runtime, PetitionDbContext db, ActivityRegistry registry)
{
    public const int Most = 200;

    public async Task<IReadOnlyList<MovePlan>> OfAsync(string definitionId, string toVersionId, Viewer viewer, CancellationToken cancellation)
    {
        var running = await store.ListInstancesAsync(
            new InstanceFilter { DefinitionIds = [definitionId], Statuses = [WorkflowStatus.Running], Take = Most }, cancellation);
        return await OfAsync([.. running.Items.Where(i => i.DefinitionVersionId != toVersionId)], toVersionId, viewer, cancellation);
    }

    public async Task<IReadOnlyList<MovePlan>> OfAsync(IReadOnlyList<InstanceSummary> instances, string toVersionId, Viewer viewer, CancellationToken cancellation)
    {
        var target = await MapAsync(toVersionId, cancellation);
        var cases = instances.Where(i => Guid.TryParse(i.CorrelationId, out _)).ToDictionary(i => i.Id, i => Guid.Parse(i.CorrelationId!));
        var ids = cases.Values.Distinct().ToList();
        var visible = await db.Set<Petition>().VisibleTo(viewer).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => new { p.Number, p.Subject }, cancellation);
        var maps = new Dictionary<string, FlowMap?>();
        var plans = new List<MovePlan>();
        foreach (var instance in instances.Where(i => cases.ContainsKey(i.Id) && visible.ContainsKey(cases[i.Id])))
        {
            if (!maps.TryGetValue(instance.DefinitionVersionId, out var own))
            {
                maps[instance.DefinitionVersionId] = own = await MapAsync(instance.DefinitionVersionId, cancellation);
            }

            var petition = visible[cases[instance.Id]];
            var waiting = await store.FindBookmarksAsync(new BookmarkFilter { InstanceId = instance.Id }, cancellation);
            var steps = waiting.Select(w => own?.Find(w.ActivityId)).OfType<FlowStep>().Distinct().ToList();
            plans.Add(new MovePlan(
                instance.Id, cases[instance.Id], petition.Number, petition.Subject, instance.Version, instance.DefinitionVersionId,
                [.. steps.Select(s => s.Label)], await ObstacleAsync(instance, toVersionId, own, target, steps, cancellation)));
        }

        return [.. plans.OrderBy(p => p.Number, StringComparer.Ordinal)];
    }

    private async Task<MoveObstacle?> ObstacleAsync(
        InstanceSummary instance, string toVersionId, FlowMap? own, FlowMap? target, IReadOnlyList<FlowStep> steps, CancellationToken cancellation)
    {
        if (own is null || target is null || await runtime.FindReasonToStayAsync(instance.Id, toVersionId, cancellation) is not null)
        {
            return new MoveObstacle(MoveObstacleKind.StepIsGone, steps.FirstOrDefault(s => target?.Find(s.Id)?.Type != s.Type)?.Label ?? "");
        }

        // The open task was made by the version that the case is on, and goes on offering that version's outcomes.
        var lost = steps.SelectMany(step => own.From(step).Select(edge => (Step: step, edge.Port)))
            .FirstOrDefault(way => !target.From(target.Find(way.Step.Id)!).Any(edge => edge.Port == way.Port));
        return lost.Step is null ? null : new MoveObstacle(MoveObstacleKind.ExitIsGone, lost.Step.Label, lost.Port);
    }

    private async Task<FlowMap?> MapAsync(string versionId, CancellationToken cancellation) =>
        await store.FindDefinitionAsync(versionId, cancellation) is { } row ? FlowMap.Read(DefinitionRows.Read(row), registry) : null;
}
