using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace PetitionWorkflow.Web.Hosting;

/// <summary>
/// Behind a proxy all requests come from one address. Of the proxies that the office names, and of nobody else, it is believed for whom they
/// ask and whether that connection is encrypted: limits then count people and not the proxy, and cookies stay on encrypted lines.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Addresses and networks, divided by commas: <c>10.0.0.5, 192.168.1.0/24</c>.</summary>
    private const string Setting = "Proxy:Addresses";

    public static void UseTrustedProxies(this WebApplication app)
    {
        var named = (app.Configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in named)
        {
            if (IPAddress.TryParse(one, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (IPNetwork.TryParse(one, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new InvalidOperationException($"{Setting}: '{one}' is neither an address nor a network.");
            }
        }

        app.UseForwardedHeaders(options);
    }
}
