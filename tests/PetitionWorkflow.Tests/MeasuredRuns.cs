namespace PetitionWorkflow.Tests;

/// <summary>What these measure is the whole process's: memory, time of the processor. They run when the others are through.</summary>
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class MeasuredRuns
{
    public const string Alone = "measured";
}
