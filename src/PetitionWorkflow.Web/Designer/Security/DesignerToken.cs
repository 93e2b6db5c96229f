using Microsoft.AspNetCore.Identity;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Designer.Security;

/// <summary>The page of an open designer asks here for its token, with the session cookie, before the last one ends.</summary>
internal static class DesignerToken
{
    public const string Path = "/designer/token";

    public static void MapDesignerToken(this WebApplication app) => app.MapGet(Path, HandleAsync).RequireAuthorization(Policies.Administer);

    private static async Task<IResult> HandleAsync(HttpContext http, CurrentViewer viewer, UserManager<StaffMember> users, TokenIssuer tokens)
    {
        if (await users.FindByIdAsync(viewer.Require().UserId.ToString()) is not { IsActive: true } member)
        {
            return Results.Unauthorized();
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new { token = tokens.Access(member.Id, member.SecurityStamp ?? ""), seconds = (int)tokens.Lifetime.TotalSeconds });
    }
}
