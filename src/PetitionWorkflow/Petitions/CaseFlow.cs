namespace PetitionWorkflow.Petitions;

/// <summary>The flow of a case as its page draws it. Routing answers, because only it knows the runtime.</summary>
public interface ICaseFlowView
{
    /// <summary>Null when the case has no running or finished flow.</summary>
    Task<CaseFlow?> OfAsync(Guid petitionId, CancellationToken cancellation);
}

/// <summary>The flow that new cases take now, for the office's notice board (C09).</summary>
public interface IPublishedFlows
{
    /// <summary>Null when none is published.</summary>
    Task<CaseFlow?> OfAsync(CaseKind kind, CancellationToken cancellation);
}

/// <summary>One drawing: the definition version that the case runs on, with the designer's positions.</summary>
public sealed record CaseFlow(string Name, int Version, IReadOnlyList<CaseFlowNode> Nodes, IReadOnlyList<CaseFlowEdge> Edges);

/// <param name="Id">Unique within the drawing (the activity's node id).</param>
/// <param name="Label">Readable as it is, in the language of the definition.</param>
/// <param name="X">Left edge in the designer's units; may be negative.</param>
/// <param name="Y">Top edge in the designer's units; may be negative.</param>
public sealed record CaseFlowNode(string Id, string Label, double X, double Y, CaseFlowState State)
{
    /// <summary>As the designer measured it; null lets the drawing choose.</summary>
    public double? Width { get; init; }

    public double? Height { get; init; }
}

/// <param name="Label">The outcome in the reader's language, when it is not the only way on.</param>
/// <param name="Passed">Whether the case went this way.</param>
public sealed record CaseFlowEdge(string From, string To, string? Label, bool Passed);

public enum CaseFlowState
{
    Ahead = 1,
    Passed = 2,

    /// <summary>Where the case now stands.</summary>
    Current = 3,

    /// <summary>The step failed and waits for an administrator (Elsa concept: incident).</summary>
    Faulted = 4,
}
