namespace PetitionWorkflow.EndToEndTests;

/// <summary>
/// Studio is WebAssembly that the browser interprets: a second browser, or programs that are killed and started beside it, would make its
/// journeys several times as long. They run when the others are through.
/// </summary>
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class DesignerRuns
{
    public const string Alone = "designer";
}
