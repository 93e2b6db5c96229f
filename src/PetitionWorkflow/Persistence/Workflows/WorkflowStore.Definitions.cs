using System.Data.Common;
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

    /// <summary>Asked at every start: not left to EF.</summary>
    private const string PublishedVersion = """
        SELECT "Id", "DefinitionId", "Name", "Description", "Version", "ToolVersion", "IsLatest", "IsPublished", "IsReadonly", "IsSystem",
            "UsableAsActivity", "CreatedAt", "Revision"
        FROM "WorkflowDefinitions" WHERE "DefinitionId" = @p0 AND "IsPublished" ORDER BY "Version" DESC LIMIT 1
        """;

    public ValueTask<WorkflowDefinitionRow?> FindDefinitionAsync(string versionId, CancellationToken cancellationToken) =>
        _definitions.FindAsync(versionId, cancellationToken);

    public async ValueTask<DefinitionVersion?> FindVersionAsync(string definitionId, VersionOptions version, CancellationToken cancellationToken)
    {
        await TellDatabaseAsync(_definitions.HasChanges, cancellationToken);
        if (version == VersionOptions.Published)
        {
            return (await _sql.QueryAsync(PublishedVersion, ReadVersion, cancellationToken, definitionId)).FirstOrDefault();
        }

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
        _deletes.Add((RowSql<WorkflowDefinitionRow>.Of(_unit.Db).Delete, versionId));
    }

    public ValueTask<TriggerRow?> FindTriggerAsync(string id, CancellationToken cancellationToken) => _triggers.FindAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<TriggerRow>> FindTriggersByHashAsync(string hash, CancellationToken cancellationToken) =>
        _triggers.ListAsync("\"Hash\" = @p0", [hash], t => t.Hash == hash, cancellationToken);

    public ValueTask<IReadOnlyList<TriggerRow>> ListTriggersAsync(string definitionId, CancellationToken cancellationToken) =>
        _triggers.ListAsync("\"DefinitionId\" = @p0", [definitionId], t => t.DefinitionId == definitionId, cancellationToken);

    public void AddTrigger(TriggerRow row) => _triggers.Add(row);

    public void RemoveTrigger(string id) => _triggers.Remove(id);

    private static DefinitionVersion ReadVersion(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), Text(row, 2), Text(row, 3), row.GetInt32(4), Text(row, 5), row.GetBoolean(6), row.GetBoolean(7),
        row.GetBoolean(8), row.GetBoolean(9), row.GetBoolean(10), DateTime.SpecifyKind(row.GetDateTime(11), DateTimeKind.Utc), row.GetString(12));

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

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
