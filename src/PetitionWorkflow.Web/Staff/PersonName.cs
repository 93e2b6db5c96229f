using System.Security.Claims;

namespace PetitionWorkflow.Web.Staff;

internal static class PersonName
{
    /// <summary>The name that the office gave the person; the account's name when the cookie has none.</summary>
    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(StaffClaims.DisplayName) ?? user.Identity?.Name ?? "";
}
