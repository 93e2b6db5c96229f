using WorkflowRuntime.Bookmarks;
using WorkflowRuntime.Stores;

namespace WorkflowRuntime.Definitions;

/// <summary>
/// Drafts, publishing and retracting, by Elsa's rules: a draft on top of a published version is a new version, saving again changes the
/// draft in place, publishing makes it the only published one. Works in the caller's unit; running instances stay on their version.
/// </summary>
public sealed class WorkflowPublisher(
    IWorkflowStore store, WorkflowGraphs graphs, TriggerIndex triggers, IIdGenerator ids, TimeProvider time,
    IEnumerable<IPublishCheck> checks, IEnumerable<IDefinitionObserver> observers)
{
    private bool _isUpdatingConsumers;

    /// <summary>
    /// Saves what was authored and publishes it if asked. Id, version number and flags of <paramref name="definition"/> are decided here. Publishing
    /// is refused with a list of errors; then nothing was written.
    /// </summary>
    public async ValueTask<PublishResult> SaveAsync(WorkflowDefinition definition, bool publish, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(definition.DefinitionId))
            definition.DefinitionId = ids.NewId();
        definition.Name = definition.Name?.Trim();
        definition.Description = definition.Description?.Trim();
        var versions = await store.ListVersionsAsync(definition.DefinitionId, cancellationToken);
        var latest = versions.FirstOrDefault(v => v.IsLatest) ?? versions.FirstOrDefault();
        var changesDraft = latest is { IsPublished: false };
        definition.Id = changesDraft ? latest!.Id : await FreeIdAsync(definition.Id, cancellationToken);
        definition.Version = latest is null ? Math.Max(1, definition.Version) : changesDraft ? latest.Version : latest.Version + 1;
        definition.CreatedAt = changesDraft ? latest!.CreatedAt : time.GetUtcNow().UtcDateTime;
        definition.IsLatest = true;
        definition.IsPublished = publish;
        var checkedResult = publish ? await CheckAsync(definition, cancellationToken) : new PublishResult(definition, []);
        if (!checkedResult.Succeeded)
            return checkedResult;

        await ClearFlagsAsync(versions, definition.Id, publish, cancellationToken);
        await WriteAsync(definition, changesDraft, cancellationToken);
        return publish ? await AnnounceAsync(checkedResult, versions, cancellationToken) : checkedResult;
    }

    /// <summary>Publishes the latest version as it stands. Null when there is none.</summary>
    public async ValueTask<PublishResult?> PublishAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        if (await store.FindVersionAsync(definitionId, VersionOptions.Latest, cancellationToken) is not { } latest
            || await store.FindDefinitionAsync(latest.Id, cancellationToken) is not { } row)
            return null;
        var definition = DefinitionRows.Read(row);
        if (definition.IsPublished)
            return new PublishResult(definition, []);
        definition.IsPublished = true;
        var result = await CheckAsync(definition, cancellationToken);
        if (!result.Succeeded)
            return result;
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        await ClearFlagsAsync(versions, definition.Id, publish: true, cancellationToken);
        await WriteAsync(definition, exists: true, cancellationToken);
        return await AnnounceAsync(result, versions, cancellationToken);
    }

    /// <summary>Takes the published version back: nothing new starts on it. Null when nothing is published.</summary>
    public async ValueTask<WorkflowDefinition?> RetractAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        if (await store.FindVersionAsync(definitionId, VersionOptions.Published, cancellationToken) is not { } published
            || await store.FindDefinitionAsync(published.Id, cancellationToken) is not { } row)
            return null;
        row.IsPublished = false;
        row.Revision = ids.NewId();
        store.UpdateDefinition(row);
        graphs.Evict(row.Id);
        await triggers.RemoveAsync(definitionId, cancellationToken);
        await TellAsync(new DefinitionChange(DefinitionChangeKind.Retracted, row.DefinitionId, row.Id, row.Version, row.Name), cancellationToken);
        return DefinitionRows.Read(row);
    }

    /// <summary>Makes a copy of an older version the new draft. Null when there is no such version.</summary>
    public async ValueTask<WorkflowDefinition?> RevertAsync(string definitionId, int version, CancellationToken cancellationToken = default)
    {
        if (await store.FindVersionAsync(definitionId, VersionOptions.Specific(version), cancellationToken) is not { } old
            || await store.FindDefinitionAsync(old.Id, cancellationToken) is not { } row)
            return null;
        var versions = await store.ListVersionsAsync(definitionId, cancellationToken);
        var copy = DefinitionRows.Read(row);
        copy.Id = ids.NewId();
        copy.Version = versions[0].Version + 1;
        copy.CreatedAt = time.GetUtcNow().UtcDateTime;
        copy.IsLatest = true;
        copy.IsPublished = false;
        await ClearFlagsAsync(versions, copy.Id, publish: false, cancellationToken);
        await WriteAsync(copy, exists: false, cancellationToken);
        return copy;
    }

    /// <summary>
    /// Removes one version. Its instances are the caller's business: the host decides whether they may go. The highest version left
    /// becomes the latest.
    /// </summary>
    public async ValueTask<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken = default)
    {
        if (await store.FindDefinitionAsync(versionId, cancellationToken) is not { } row)
            return false;
        if (row.IsPublished)
            await triggers.RemoveAsync(row.DefinitionId, cancellationToken);
        store.RemoveDefinition(versionId);
        graphs.Evict(versionId);
        await TellAsync(new DefinitionChange(DefinitionChangeKind.Deleted, row.DefinitionId, row.Id, row.Version, row.Name), cancellationToken);
        var highest = (await store.ListVersionsAsync(row.DefinitionId, cancellationToken)).FirstOrDefault(v => v.Id != versionId);
        if (row.IsLatest && highest is not null && await store.FindDefinitionAsync(highest.Id, cancellationToken) is { } next)
        {
            next.IsLatest = true;
            store.UpdateDefinition(next);
        }

        return true;
    }

    /// <summary>
    /// Where its options say so: the latest versions of all workflows that use this one as an activity, directly or through others, use
    /// this version from now on. Who was published is published again, who was a draft stays one. Gives those that changed.
    /// </summary>
    public async ValueTask<IReadOnlyList<WorkflowDefinition>> UpdateConsumersAsync(WorkflowDefinition definition, CancellationToken cancellationToken = default)
    {
        if (_isUpdatingConsumers || definition.Options is not { UsableAsActivity: true, AutoUpdateConsumingWorkflows: true })
            return [];
        _isUpdatingConsumers = true;
        var updated = new List<WorkflowDefinition> { definition };
        foreach (var consumer in await ConsumingWorkflows.ListTransitivelyAsync(definition.DefinitionId, store, cancellationToken))
        {
            var wasPublished = consumer.IsPublished;
            if (updated.Count(target => ConsumingWorkflows.Redirect(consumer, target)) == 0)
                continue;
            // Who may no longer be published as it stands is kept as a draft, for a person to look at.
            if (!wasPublished || !(await SaveAsync(consumer, publish: true, cancellationToken)).Succeeded)
                await SaveAsync(consumer, publish: false, cancellationToken);
            updated.Add(consumer);
        }

        _isUpdatingConsumers = false;
        updated.RemoveAt(0);
        return updated;
    }

    /// <summary>
    /// What starts with the definition starts with this version from now on, whoever wants to know is told, and who uses it as an activity
    /// may follow.
    /// </summary>
    private async ValueTask<PublishResult> AnnounceAsync(PublishResult result, IReadOnlyList<DefinitionVersion> before, CancellationToken cancellationToken)
    {
        var definition = result.Definition;
        await triggers.ReplaceAsync(definition, cancellationToken);
        var replaced = before.FirstOrDefault(v => v.IsPublished && v.Id != definition.Id)?.Id;
        await TellAsync(new DefinitionChange(DefinitionChangeKind.Published, definition.DefinitionId, definition.Id, definition.Version, definition.Name, replaced), cancellationToken);
        return result with { UpdatedConsumers = await UpdateConsumersAsync(definition, cancellationToken) };
    }

    private async ValueTask TellAsync(DefinitionChange change, CancellationToken cancellationToken)
    {
        foreach (var observer in observers)
            await observer.ChangedAsync(change, cancellationToken);
    }

    private async ValueTask<PublishResult> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var errors = new List<PublishError>();
        var warnings = new List<PublishError>();
        foreach (var name in Doubled(definition.Inputs))
            errors.Add(new PublishError(null, $"The input name '{name}' is used more than once."));
        foreach (var name in Doubled(definition.Outputs))
            errors.Add(new PublishError(null, $"The output name '{name}' is used more than once."));
        errors.AddRange(await triggers.CheckAsync(definition, cancellationToken));
        foreach (var check in checks)
        {
            foreach (var finding in await check.CheckAsync(definition, cancellationToken))
                (finding.IsWarning ? warnings : errors).Add(new PublishError(finding.ActivityId, finding.Message));
        }

        return new PublishResult(definition, errors) { Warnings = warnings };

        static IEnumerable<string> Doubled(IEnumerable<ParameterDefinition> parameters) =>
            parameters.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key);
    }

    private async ValueTask ClearFlagsAsync(IReadOnlyList<DefinitionVersion> versions, string exceptId, bool publish, CancellationToken cancellationToken)
    {
        foreach (var version in versions.Where(v => v.Id != exceptId && (v.IsLatest || (publish && v.IsPublished))))
        {
            if (await store.FindDefinitionAsync(version.Id, cancellationToken) is not { } row)
                continue;
            row.IsLatest = false;
            row.IsPublished = row.IsPublished && !publish;
            store.UpdateDefinition(row);
        }
    }

    private async ValueTask WriteAsync(WorkflowDefinition definition, bool exists, CancellationToken cancellationToken)
    {
        var row = exists ? await store.FindDefinitionAsync(definition.Id, cancellationToken) : null;
        var target = row ?? new WorkflowDefinitionRow { Id = definition.Id, DefinitionId = "", Revision = "", Json = "", CreatedAt = definition.CreatedAt ?? time.GetUtcNow().UtcDateTime };
        DefinitionRows.Write(definition, target, ids.NewId());
        if (row is null)
            store.AddDefinition(target);
        else
            store.UpdateDefinition(target);
        graphs.Evict(definition.Id);
    }

    /// <summary>An imported version id is kept when it is free here.</summary>
    private async ValueTask<string> FreeIdAsync(string wanted, CancellationToken cancellationToken) =>
        wanted.Length > 0 && await store.FindDefinitionAsync(wanted, cancellationToken) is null ? wanted : ids.NewId();
}

/// <summary>The saved definition, or why it was not published.</summary>
public sealed record PublishResult(WorkflowDefinition Definition, IReadOnlyList<PublishError> Errors)
{
    public bool Succeeded => Errors.Count == 0;

    /// <summary>What does not stand in the way of publishing but should be looked at.</summary>
    public IReadOnlyList<PublishError> Warnings { get; init; } = [];

    /// <summary>Workflows that use this one and were changed to use the published version.</summary>
    public IReadOnlyList<WorkflowDefinition> UpdatedConsumers { get; init; } = [];
}

/// <summary>Why a definition cannot be published; the activity is null when it concerns the whole.</summary>
public sealed record PublishError(string? ActivityId, string Message);
