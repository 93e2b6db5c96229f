namespace PetitionWorkflow.Tasks.Forms;

/// <summary>A way a task can end: one button under the form, one wired port in the flow (Elsa concept: outcome).</summary>
public sealed record TaskOutcome
{
    /// <summary>The port's name, exactly as in the flow.</summary>
    public required string Name { get; init; }

    /// <summary>Key of the button's text; wins over <see cref="Label"/>. Without either the name is shown.</summary>
    public string? LabelKey { get; init; }

    public string? Label { get; init; }

    /// <summary>The field <c>reason</c> must then be filled in; it goes to the case history.</summary>
    public bool RequiresReason { get; init; }

    /// <summary>The person is asked once more before it is sent.</summary>
    public bool Irreversible { get; init; }

    public TaskOutcomeStyle Style { get; init; } = TaskOutcomeStyle.Primary;
}

public enum TaskOutcomeStyle
{
    Primary = 1,
    Secondary = 2,
    Danger = 3,
}
