using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Journal;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Routing.Publishing;

/// <summary>
/// A draft tried on the cases that were: what was decided at each step of the latest cases is followed on the draft, and the first place
/// at which a case would have gone another way is told. Nothing runs and nothing is written.
/// </summary>
public sealed class FlowReplay(IWorkflowStore store, PetitionDbContext db, ActivityRegistry registry)
{
    public const int Cases = 100;

    public async Task<ReplayResult> OfAsync(WorkflowDefinition draft, Viewer viewer, CancellationToken cancellation)
    {
        if (FlowMap.Read(draft, registry) is not { } after)
        {
            return new ReplayResult(0, []);
        }

        var latest = await store.ListInstancesAsync(new InstanceFilter { DefinitionIds = [draft.DefinitionId], Descending = true, Take = Cases }, cancellation);
        var numbers = await NumbersAsync(latest.Items, viewer, cancellation);
        var versions = new Dictionary<string, FlowMap?>();
        var replayed = 0;
        var departures = new List<ReplayedCase>();
        foreach (var instance in latest.Items.Where(i => numbers.ContainsKey(i.Id)))
        {
            if (await MapAsync(instance.DefinitionVersionId, versions, cancellation) is not { } before)
            {
                continue;
            }

            replayed++;
            var journal = await WorkflowJournal.ReadAsync(store, instance.Id, cancellation);
            if (Follow(before, after, journal.Executions) is { } departure)
            {
                departures.Add(new ReplayedCase(numbers[instance.Id], departure));
            }
        }

        return new ReplayResult(replayed, departures);
    }

    /// <summary>The first step at which the draft leads elsewhere than the version that the case ran on; null when it never does.</summary>
    internal static Departure? Follow(FlowMap before, FlowMap after, IEnumerable<ActivityExecutionRecord> executions)
    {
        foreach (var (id, exit) in executions.SelectMany(e => e.ReadOutcomes().Select(exit => (e.ActivityId, exit))))
        {
            if (before.Find(id) is not { } step)
            {
                continue;
            }

            var led = TargetsOf(before, step, exit);
            if (after.Find(id) is not { } now || now.Type != step.Type)
            {
                return new Departure(step.Label, exit, Labels(before, led), null);
            }

            var leads = TargetsOf(after, now, exit);
            if (!leads.SetEquals(led))
            {
                return new Departure(step.Label, exit, Labels(before, led), Labels(after, leads));
            }
        }

        return null;
    }

    private static HashSet<string> TargetsOf(FlowMap flow, FlowStep step, string exit) =>
        [.. flow.From(step).Where(edge => edge.Port == exit).Select(edge => edge.Target)];

    private static IReadOnlyList<string> Labels(FlowMap flow, IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal).Select(id => flow.Find(id)?.Label ?? id)];

    /// <summary>The numbers of the instances' cases, of those that the reader may see.</summary>
    private async Task<Dictionary<string, string>> NumbersAsync(IReadOnlyList<InstanceSummary> instances, Viewer viewer, CancellationToken cancellation)
    {
        var cases = instances.Where(i => Guid.TryParse(i.CorrelationId, out _)).ToDictionary(i => i.Id, i => Guid.Parse(i.CorrelationId!));
        var ids = cases.Values.Distinct().ToList();
        var numbers = await db.Set<Petition>().VisibleTo(viewer).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Number, cancellation);
        return cases.Where(c => numbers.ContainsKey(c.Value)).ToDictionary(c => c.Key, c => numbers[c.Value]);
    }

    private async Task<FlowMap?> MapAsync(string versionId, Dictionary<string, FlowMap?> known, CancellationToken cancellation)
    {
        if (!known.TryGetValue(versionId, out var map))
        {
            known[versionId] = map = await store.FindDefinitionAsync(versionId, cancellation) is { } row ? FlowMap.Read(DefinitionRows.Read(row), registry) : null;
        }

        return map;
    }
}

/// <param name="Replayed">How many cases were followed.</param>
/// <param name="Departures">Those that would have gone another way.</param>
public sealed record ReplayResult(int Replayed, IReadOnlyList<ReplayedCase> Departures);

public sealed record ReplayedCase(string Number, Departure At);

/// <summary>At which step, left by which exit, the case went where, and where the draft leads.</summary>
/// <param name="Leads">Null when the draft does not have the step any more.</param>
public sealed record Departure(string Step, string Exit, IReadOnlyList<string> Led, IReadOnlyList<string>? Leads);
