using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Staff;

/// <summary>Who holds a role now; members who left hold none.</summary>
public static class StaffInRole
{
    public static async Task<IReadOnlyList<StaffMember>> StaffInRoleAsync(this PetitionDbContext db, string role, CancellationToken cancellation)
    {
        var normalized = role.ToUpperInvariant();
        return await (
            from member in db.Set<StaffMember>()
            join held in db.Set<IdentityUserRole<Guid>>() on member.Id equals held.UserId
            join known in db.Set<IdentityRole<Guid>>() on held.RoleId equals known.Id
            where member.IsActive && known.NormalizedName == normalized
            orderby member.UserName
            select member).ToListAsync(cancellation);
    }
}
