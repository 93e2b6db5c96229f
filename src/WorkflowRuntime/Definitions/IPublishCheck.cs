namespace WorkflowRuntime.Definitions;

/// <summary>The host's own rules for publishing, asked after the engine's. Register as many as wanted, scoped.</summary>
public interface IPublishCheck
{
    /// <summary>What is wrong with the definition, in the reader's language. One error is enough to refuse; warnings let it pass.</summary>
    ValueTask<IReadOnlyList<PublishFinding>> CheckAsync(WorkflowDefinition definition, CancellationToken cancellationToken);
}

/// <summary>What a check found; the activity is null when it concerns the whole.</summary>
public sealed record PublishFinding(string? ActivityId, string Message, bool IsWarning = false);

/// <summary>Told of every change of a definition, in the unit of work that makes it. Register as many as wanted, scoped.</summary>
public interface IDefinitionObserver
{
    ValueTask ChangedAsync(DefinitionChange change, CancellationToken cancellationToken);
}

/// <summary>What happened to a version. <paramref name="Replaced"/> is the version that was in force before a publication.</summary>
public sealed record DefinitionChange(DefinitionChangeKind Kind, string DefinitionId, string VersionId, int Version, string? Name, string? Replaced = null);

/// <summary>The kinds of change. A draft that is saved again and again is not among them.</summary>
public enum DefinitionChangeKind
{
    Published,
    Retracted,
    Deleted,
}
