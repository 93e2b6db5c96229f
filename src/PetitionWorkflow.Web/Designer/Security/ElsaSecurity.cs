using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Staff;
using WorkflowRuntime.ElsaApi.Hosting;

namespace PetitionWorkflow.Web.Designer.Security;

/// <summary>
/// Who may use the API: administrators, by their session, by the short-lived token of an open designer, or by the configured key.
/// The key and the tokens are known to this scheme alone, so they open nothing else.
/// </summary>
internal static class ElsaSecurity
{
    public const string Policy = "elsa";
    private const string Scheme = "Elsa";

    public static void AddElsaSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ElsaApiOptions>().Bind(configuration.GetSection("ElsaApi"))
            .Validate(options => options.TokenLifetime >= TimeSpan.FromSeconds(2), "ElsaApi:TokenLifetime must be at least 2 seconds.")
            .ValidateOnStart();
        services.AddSingleton<TokenIssuer>();
        services.AddScoped<IElsaTokens, TokenSignIn>();
        services.AddAuthentication()
            .AddPolicyScheme(Scheme, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireRole(Roles.Administrator));
    }

    private static string SchemeOf(HttpContext http)
    {
        var given = http.Request.Headers.Authorization.ToString();
        if (given.StartsWith(ApiKeyAuthentication.Prefix, StringComparison.OrdinalIgnoreCase) && http.Request.Path.StartsWithSegments(DesignerSetup.ApiPath))
        {
            return ApiKeyAuthentication.Scheme;
        }

        if (given.StartsWith(TokenAuthentication.Prefix, StringComparison.OrdinalIgnoreCase) || TokenAuthentication.HasSocketToken(http.Request))
        {
            return TokenAuthentication.Scheme;
        }

        var schemes = http.RequestServices.GetRequiredService<IOptions<AuthenticationOptions>>().Value;
        return schemes.DefaultAuthenticateScheme ?? schemes.DefaultScheme!;
    }
}

/// <summary>Settings of the API; section <c>ElsaApi</c>.</summary>
internal sealed class ElsaApiOptions
{
    /// <summary>Accepted as <c>Authorization: ApiKey …</c> with administrator rights on the API. Empty: no key is accepted. Default: empty.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>How long the token of an open designer is valid. Default: 10 minutes; the page gets a new one in time.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a program that signed in with a password may get new tokens. Default: 8 hours.</summary>
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromHours(8);
}
