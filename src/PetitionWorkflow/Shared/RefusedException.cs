namespace PetitionWorkflow.Shared;

/// <summary>
/// A refusal found where no result can be returned: inside an event handler or a workflow activity. The unit of work rolls back
/// and its runner turns it into a <see cref="Result"/> again, so callers never see it.
/// </summary>
public sealed class RefusedException(Refusal refusal) : Exception($"Refused: {refusal.Code}")
{
    public Refusal Refusal { get; } = refusal;
}
