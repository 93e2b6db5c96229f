namespace PetitionWorkflow.Web.Commands;

internal static class CommandSetup
{
    /// <summary>One line per command: <c>services.AddScoped&lt;ICommandLineCommand, ImportCommand&gt;();</c></summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) => services;
}
