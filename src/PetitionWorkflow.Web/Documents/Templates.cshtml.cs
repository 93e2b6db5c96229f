using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Documents;

/// <summary>Every kind of paper with the template that is in force.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class TemplatesModel(PetitionDbContext db) : PageModel
{
    public IReadOnlyList<(DocumentKind Kind, TemplateVersion? InForce)> Templates { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var versions = db.Set<TemplateVersion>();
        var newest = await versions.AsNoTracking().Where(v => !versions.Any(w => w.Kind == v.Kind && w.Version > v.Version)).ToDictionaryAsync(v => v.Kind, cancellation);
        Templates = [.. DocumentKinds.All.Select(kind => (kind, newest.GetValueOrDefault(kind.Key)))];
    }
}
