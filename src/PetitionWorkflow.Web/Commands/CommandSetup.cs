using PetitionWorkflow.Web.Intake;

namespace PetitionWorkflow.Web.Commands;

internal static class CommandSetup
{
    /// <summary>One line per command.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddScoped<ICommandLineCommand, ImportCommand>()
        .AddScoped<ICommandLineCommand, DoctorCommand>()
        .AddScoped<ICommandLineCommand, CreateAdminCommand>();
}
