namespace PetitionWorkflow.Shared;

/// <summary>Section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>Demo accounts, demo units and a clock that an administrator can advance. Never on in a real office.</summary>
    public bool Enabled { get; set; }
}
