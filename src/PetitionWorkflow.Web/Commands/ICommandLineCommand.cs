namespace PetitionWorkflow.Web.Commands;

/// <summary>
/// Something the program does instead of serving, chosen by its first argument: <c>PetitionWorkflow.Web import FILE</c>.
/// Register it in <see cref="CommandSetup"/>.
/// </summary>
public interface ICommandLineCommand
{
    /// <summary>The first argument: <c>import</c>.</summary>
    string Name { get; }

    /// <summary>The arguments as the list of commands shows them: <c>FILE [--dry-run]</c>.</summary>
    string Usage { get; }

    /// <summary>One English sentence for the list of commands.</summary>
    string Summary { get; }

    /// <param name="args">What follows the name, without the host's own settings (<c>--Key:Name=value</c>).</param>
    /// <param name="services">A scope of its own.</param>
    /// <returns>The process's exit code: 0 done, 1 refused or violated, 2 unusable input.</returns>
    Task<int> RunAsync(IReadOnlyList<string> args, IServiceProvider services, CancellationToken cancellation);
}
