using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Staff;

/// <summary>What the session cookie says about a person beside name and roles; the security stamp renews it when it changes.</summary>
public sealed class StaffClaims(UserManager<StaffMember> users, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<StaffMember, IdentityRole<Guid>>(users, roles, options)
{
    public const string DisplayName = "display-name";
    public const string Unit = "unit";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffMember user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        if (user.UnitId is { } unit)
        {
            identity.AddClaim(new Claim(Unit, unit.ToString()));
        }

        return identity;
    }

    public static IServiceCollection AddTo(IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddScoped<CurrentViewer>()
        .AddScoped<IUserClaimsPrincipalFactory<StaffMember>, StaffClaims>();
}
