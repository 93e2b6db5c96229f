using System.Text.Json;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Rules;

/// <summary>
/// One rule of the decision table is added, changed, moved or taken out; the table with that change is the next version (C05, C69).
/// </summary>
/// <param name="BasedOn">The version that the administrator began with; refused when another was published meanwhile.</param>
/// <param name="Existing">The rule to replace; null adds one.</param>
/// <param name="Rule">As it shall stand; null takes the existing one out.</param>
/// <param name="Position">Its place in the table, from 1: the first rule that names a unit decides. Null leaves it, or puts a new one last.</param>
public sealed record ChangeRoutingTable(int BasedOn, string? Existing, RoutingRule? Rule, int? Position, string? Note, ActContext Act);

public sealed class ChangeRoutingTableHandler(UnitOfWork work, RoutingTables tables, RoutingRuleChecks checks, PublishRoutingTableHandler publish)
{
    /// <returns>The new version.</returns>
    public async Task<Result<int>> HandleAsync(ChangeRoutingTable command, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        var (version, table) = await tables.InForceAsync(cancellation);
        if (version != command.BasedOn)
        {
            return new Refusal("routing-table-changed-meanwhile", version);
        }

        var at = command.Existing is null ? table.Rules.Count : table.Rules.ToList().FindIndex(r => r.Id == command.Existing);
        if (at < 0)
        {
            return new Refusal("routing-rule-unknown", command.Existing!);
        }

        var faults = command.Rule is { } rule ? (await checks.CheckAsync(rule, command.Existing is null, cancellation)).ToList() : [];
        if (command.Note?.Length > PublishRoutingTable.MaxNote)
        {
            faults.Add(new Refusal("routing-note-length", PublishRoutingTable.MaxNote) { Field = nameof(command.Note) });
        }

        if (Refusal.Together(faults) is { } refusal)
        {
            return refusal;
        }

        var changed = JsonSerializer.Serialize(Apply(table, at, command), RoutingTable.Json);
        return changed == JsonSerializer.Serialize(table, RoutingTable.Json)
            ? new Refusal("routing-rule-unchanged")
            : await publish.HandleAsync(new PublishRoutingTable(changed, command.Act) { Note = command.Note }, cancellation);
    }

    /// <summary>A rule keeps its id: cases name it in their history.</summary>
    private static RoutingTable Apply(RoutingTable table, int at, ChangeRoutingTable command)
    {
        var rules = table.Rules.ToList();
        if (command.Existing is not null)
        {
            rules.RemoveAt(at);
        }

        if (command.Rule is { } rule)
        {
            rules.Insert(Math.Clamp((command.Position ?? at + 1) - 1, 0, rules.Count), command.Existing is null ? rule : rule with { Id = command.Existing });
        }

        return new RoutingTable(rules);
    }
}
