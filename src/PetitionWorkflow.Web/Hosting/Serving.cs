using Microsoft.AspNetCore.Connections;

namespace PetitionWorkflow.Web.Hosting;

internal static class Serving
{
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
