namespace PetitionWorkflow.Persistence.Workflows;

/// <summary>
/// The cases whose flows the reader of this scope must find no trace of (Art. 30 ¶3): the store answers as if they were not there. The
/// engine's own scopes hide nothing.
/// </summary>
public sealed class HiddenInstances
{
    public IReadOnlyList<string> CorrelationIds { get; set; } = [];
}
