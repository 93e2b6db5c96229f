using System.Security.Claims;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Web.Staff;

/// <summary>The signed-in person as the rooms know one: asked for by every page that reads cases or tasks.</summary>
public sealed class CurrentViewer(IHttpContextAccessor http)
{
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page forgot its policy.</exception>
    public Viewer Require() => Find() ?? throw new InvalidOperationException("This page needs a signed-in person.");

    public Viewer? Find()
    {
        var user = http.HttpContext?.User;
        return user?.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new Viewer(
                id,
                user.DisplayName(),
                user.FindAll(ClaimTypes.Role).Select(r => r.Value).ToHashSet(),
                Guid.TryParse(user.FindFirstValue(StaffClaims.Unit), out var unit) ? unit : null)
            : null;
    }
}
