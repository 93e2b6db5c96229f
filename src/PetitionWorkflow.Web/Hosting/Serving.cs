using Microsoft.AspNetCore.Connections;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Web.Hosting;

internal static class Serving
{
    /// <returns>False when the database cannot be used, said in one sentence.</returns>
    public static async Task<bool> SucceedsAsync(this Task preparing)
    {
        try
        {
            await preparing;
            return true;
        }
        catch (UnusableDatabaseException unusable)
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return false;
        }
    }

    /// <returns>The exit code: 1 when the address is taken, said in one sentence after the host's own log.</returns>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException failed) when (failed.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{failed.Message} Another program listens there; end it, or choose another address: --urls http://localhost:5081");
            return 1;
        }
    }
}
