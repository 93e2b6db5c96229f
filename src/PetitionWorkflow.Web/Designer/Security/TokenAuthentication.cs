using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Designer.Security;

/// <summary><c>Authorization: Bearer …</c>, and for the live updates, where browsers send no header, <c>?access_token=…</c>.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    TokenIssuer tokens, UserManager<StaffMember> users, IUserClaimsPrincipalFactory<StaffMember> principals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ElsaToken";
    public const string Prefix = "Bearer ";

    public static bool HasSocketToken(HttpRequest request) => request.Path.StartsWithSegments(DesignerSetup.HubPath) && request.Query.ContainsKey("access_token");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var token = header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : Request.Query["access_token"].ToString();
        if (tokens.ReadAccess(token) is not { } holder)
        {
            return AuthenticateResult.Fail("The token is unknown or has expired.");
        }

        var member = await users.FindByIdAsync(holder.UserId.ToString());
        if (member is not { IsActive: true } || member.SecurityStamp != holder.Stamp)
        {
            return AuthenticateResult.Fail("The token's holder has changed or may not sign in any more.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(await principals.CreateAsync(member), Scheme));
    }
}
