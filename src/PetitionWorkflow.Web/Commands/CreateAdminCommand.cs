using System.Text;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Commands;

/// <summary>
/// The first administrator of a real office. What the arguments do not give is asked for, or read line by line when the input is a
/// pipe: a password given as an argument is seen by everybody on the machine.
/// </summary>
internal sealed class CreateAdminCommand(UnitOfWorkRunner runner, Texts texts) : ICommandLineCommand
{
    public string Name => "create-admin";

    public string Usage => "[USER [PASSWORD]]";

    public string Summary => "Creates an administrator; asks for what is not given.";

    public async Task<int> RunAsync(IReadOnlyList<string> args, IServiceProvider services, CancellationToken cancellation)
    {
        var userName = args.Count > 0 ? args[0] : Ask(texts["Staff.UserName"], secret: false);
        var password = args.Count > 1 ? args[1] : Ask(texts["Staff.Password"], secret: true);
        if (string.IsNullOrWhiteSpace(userName) || string.IsNullOrEmpty(password))
        {
            await Console.Error.WriteLineAsync(texts["Commands.AdminInputMissing"]);
            return 2;
        }

        var command = new CreateStaffMember(userName, userName, password, [Roles.Administrator], null, null, ActContext.System("create-admin"));
        var result = await runner.RunAsync<CreateStaffMemberHandler, Guid>(handler => handler.HandleAsync(command, cancellation), cancellation);
        if (result.Refusal is { } refusal)
        {
            await Console.Error.WriteLineAsync(texts.Of(refusal));
            return 1;
        }

        await Console.Out.WriteLineAsync(texts["Commands.AdminCreated", userName]);
        return 0;
    }

    private static string? Ask(string what, bool secret)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine();
        }

        Console.Write(what + ": ");
        return secret ? ReadSecret() : Console.In.ReadLine();
    }

    private static string ReadSecret()
    {
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return typed.ToString();
    }
}
