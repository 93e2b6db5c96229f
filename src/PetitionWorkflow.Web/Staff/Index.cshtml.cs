using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;

namespace PetitionWorkflow.Web.Staff;

/// <summary>Who works here: every account with its roles and unit.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class StaffIndexModel(PetitionDbContext db) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<StaffLine> Members { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var members = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var search = Search.Trim();
            members = members.Where(m => m.DisplayName.Contains(search) || m.UserName!.Contains(search));
        }

        Paging = new Paging(Math.Max(1, PageNumber), PageSize, await members.CountAsync(cancellation));
        Members = await members.OrderByDescending(m => m.IsActive).ThenBy(m => m.UserName)
            .Skip((Paging.Page - 1) * PageSize).Take(PageSize)
            .Select(m => new StaffLine(
                m.Id, m.UserName!, m.DisplayName, m.Email, m.IsActive,
                db.Set<Unit>().Where(u => u.Id == m.UnitId).Select(u => u.Name).FirstOrDefault(),
                db.UserRoles.Where(r => r.UserId == m.Id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList()))
            .ToListAsync(cancellation);
    }
}

public sealed record StaffLine(
    Guid Id, string UserName, string DisplayName, string? Email, bool IsActive, string? Unit, IReadOnlyList<string> Roles);
