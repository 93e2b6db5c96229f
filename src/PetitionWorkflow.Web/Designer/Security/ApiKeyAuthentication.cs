using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Designer.Security;

/// <summary><c>Authorization: ApiKey …</c>: a program with administrator rights.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IOptionsMonitor<ElsaApiOptions> settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ElsaApiKey";
    public const string Prefix = "ApiKey ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        var key = settings.CurrentValue.ApiKey;
        return Task.FromResult(key.Length > 0 && IsSame(given, key)
            ? AuthenticateResult.Success(new AuthenticationTicket(Program(), Scheme))
            : AuthenticateResult.Fail("The API key is not the right one."));
    }

    /// <summary>Takes the same time wherever the texts differ.</summary>
    private static bool IsSame(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static ClaimsPrincipal Program() =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "api"), new Claim(ClaimTypes.Role, Roles.Administrator)], Scheme));
}
