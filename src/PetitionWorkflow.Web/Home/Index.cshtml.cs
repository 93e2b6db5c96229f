using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Home;

/// <summary>The first page after signing in: the ways on, each with what waits there.</summary>
[Authorize(Policy = Policies.SignedIn)]
internal sealed class IndexModel(NavigationMenu menu) : PageModel
{
    public string Name => User.Identity?.Name ?? "";

    public IReadOnlyList<MenuItem> Items { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var sections = await menu.ForAsync(HttpContext);
        Items = [.. sections.SelectMany(s => s.Items).Where(i => !i.IsCurrent)];
    }
}
