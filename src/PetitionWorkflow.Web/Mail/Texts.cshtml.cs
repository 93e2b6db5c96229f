using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Mail.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Mail;

/// <summary>Every kind of notice with the version of its words that is in force, language by language.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class TextsModel(PetitionDbContext db) : PageModel
{
    public IReadOnlyList<NoticeKind> Kinds => NoticeKinds.All;

    private Dictionary<(string Kind, string Language), int> _versions = [];

    public int VersionOf(NoticeKind kind, string language) => _versions.GetValueOrDefault((kind.Key, language));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var newest = await db.Set<NoticeVersion>().GroupBy(v => new { v.Kind, v.Language })
            .Select(g => new { g.Key.Kind, g.Key.Language, Version = g.Max(v => v.Version) }).ToListAsync(cancellation);
        _versions = newest.ToDictionary(v => (v.Kind, v.Language), v => v.Version);
    }
}
