using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Api;

/// <summary><c>Authorization: Bearer pwk_…</c>: a program with the role and the unit of its key. Sessions do not open the API.</summary>
internal sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PetitionDbContext db)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var hash = ApiKey.Hash(header[Prefix.Length..].Trim());
        var key = await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(k => k.KeyHash == hash && k.RevokedAt == null, Context.RequestAborted);
        return key is null
            ? AuthenticateResult.Fail("The key is unknown or has been revoked.")
            : AuthenticateResult.Success(new AuthenticationTicket(Program(key), Name));
    }

    private static ClaimsPrincipal Program(ApiKey key)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, key.Id.ToString()), new(ClaimTypes.Name, key.Name), new(StaffClaims.DisplayName, key.Name), new(ClaimTypes.Role, key.Role),
        };
        if (key.UnitId is { } unit)
        {
            claims.Add(new Claim(StaffClaims.Unit, unit.ToString()));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, Name));
    }
}
