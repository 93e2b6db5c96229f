namespace PetitionWorkflow.Web.Commands;

/// <summary>
/// The program's arguments, split: a first argument that is no option names a command. <c>--Section:Key=value</c> and
/// <c>--urls value</c> go to the configuration, everything else to the command.
/// </summary>
public sealed record CommandLine(string[] HostArguments, string? CommandName, IReadOnlyList<string> CommandArguments)
{
    private static readonly string[] HelpNames = ["--help", "-h", "-?", "help"];

    /// <summary>Only the list of commands is wanted: nothing is prepared for it.</summary>
    public bool AsksForHelp => HelpNames.Contains(CommandName);

    public static CommandLine Parse(string[] args)
    {
        if (args is [var first, ..] && HelpNames.Contains(first))
        {
            return new CommandLine([], first, []);
        }

        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            return new CommandLine(args, null, []);
        }

        var host = args.Skip(1).Where(IsSetting).ToArray();
        return new CommandLine(host, args[0], [.. args.Skip(1).Where(a => !IsSetting(a))]);
    }

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains(':') && argument.Contains('=');

    /// <summary>Runs the named command in a scope; an unknown name lists the commands and gives 2.</summary>
    public async Task<int> RunAsync(IServiceProvider services)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            stop.Cancel();
        };

        await using var scope = services.CreateAsyncScope();
        var commands = scope.ServiceProvider.GetServices<ICommandLineCommand>().ToList();
        var command = commands.Find(c => c.Name == CommandName);
        if (AsksForHelp)
        {
            await WriteListAsync(commands, Console.Out);
            return 0;
        }

        if (command is null)
        {
            await Console.Error.WriteLineAsync($"There is no command '{CommandName}'.");
            await WriteListAsync(commands, Console.Error);
            return 2;
        }

        return await command.RunAsync(CommandArguments, scope.ServiceProvider, stop.Token);
    }

    private static async Task WriteListAsync(List<ICommandLineCommand> commands, TextWriter writer)
    {
        await writer.WriteLineAsync("Without a command the program serves (--urls ADDRESS, --Section:Key=value; settings: README). The commands are:");
        foreach (var command in commands.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            await writer.WriteLineAsync($"  {command.Name} {command.Usage}".PadRight(36) + command.Summary);
        }
    }
}
