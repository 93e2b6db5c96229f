using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>Definitions and start triggers.</summary>
internal sealed partial class WorkflowStore
{
    private static readonly Expression<Func<WorkflowDefinitionRow, DefinitionVersion>> WithoutJson = d => new DefinitionVersion(
        d.Id, d.DefinitionId, d.Name, d.Description, d.Version, d.ToolVersion,
        d.IsLatest, d.IsPublished, d.IsReadonly, d.IsSystem, d.UsableAsActivity, d.CreatedAt, d.Revision);

    public ValueTask<WorkflowDefinitionRow?> FindDefinitionAsync(string versionId, CancellationToken cancellationToken) =>
        _definitions.FindAsync(versionId, cancellationToken);

    public async ValueTask<DefinitionVersion?> FindVersionAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_definitions.HasChanges, cancellationToken);
        return await Matching(Rows<WorkflowDefinitionRow>().AsNoTracking().Where(d => d.DefinitionId == definitionId), version)
            .OrderByDescending(d => d.Version)
            .Select(WithoutJson)
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async ValueTask<IReadOnlyList<DefinitionVersion>> ListVersionsAsync(string? definitionId, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_definitions.HasChanges, cancellationToken);
        return await Rows<WorkflowDefinitionRow>().AsNoTracking()
            .Where(d => definitionId == null || d.DefinitionId == definitionId)
            .OrderByDescending(d => d.Version).ThenBy(d => d.DefinitionId)
            .Select(WithoutJson)
            .ToListAsync(cancellationToken);
    }

    public void AddDefinition(WorkflowDefinitionRow row) => _definitions.Add(row);

    public void UpdateDefinition(WorkflowDefinitionRow row) => _definitions.Update(row);

    public void RemoveDefinition(string versionId)
    {
        _definitions.Forget(versionId);
        work.BeforeSave((db, cancellation) => db.Set<WorkflowDefinitionRow>().Where(d => d.Id == versionId).ExecuteDeleteAsync(cancellation));
    }

    public ValueTask<TriggerRow?> FindTriggerAsync(string id, CancellationToken cancellationToken) => _triggers.FindAsync(id, cancellationToken);

    public async ValueTask<IReadOnlyList<TriggerRow>> FindTriggersByHashAsync(string hash, CancellationToken cancellationToken) =>
        _triggers.Complete(await Rows<TriggerRow>().Where(t => t.Hash == hash).ToListAsync(cancellationToken), t => t.Hash == hash);

    public async ValueTask<IReadOnlyList<TriggerRow>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken) =>
        _triggers.Complete(
            await Rows<TriggerRow>().Where(t => t.DefinitionId == definitionId).ToListAsync(cancellationToken), t => t.DefinitionId == definitionId);

    public void AddTrigger(TriggerRow row) => _triggers.Add(row);

    public void RemoveTrigger(string id) => _triggers.Remove(id);

    /// <summary>The rule of <see cref="VersionOptions.Matches"/>, for the database.</summary>
    private static IQueryable<WorkflowDefinitionRow> Matching(IQueryable<WorkflowDefinitionRow> rows, VersionOptions version)
    {
        if (version == VersionOptions.All)
        {
            return rows;
        }

        if (version == VersionOptions.LatestAndPublished)
        {
            return rows.Where(d => d.IsLatest && d.IsPublished);
        }

        if (version == VersionOptions.Draft)
        {
            return rows.Where(d => d.IsLatest && !d.IsPublished);
        }

        return version switch
        {
            { Number: { } number } => rows.Where(d => d.Version == number),
            { IsLatest: true, IsPublished: true } => rows.Where(d => d.IsLatest || d.IsPublished),
            { IsLatest: true } => rows.Where(d => d.IsLatest),
            _ => rows.Where(d => d.IsPublished),
        };
    }
}
