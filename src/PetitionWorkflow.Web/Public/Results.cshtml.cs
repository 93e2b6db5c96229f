using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Web.Public;

/// <summary>公示: results that petitioners agreed to show, redacted, as long as they are to be shown.</summary>
public sealed class ResultsModel(PetitionDbContext db, TimeProvider time) : PublicPageModel
{
    public const int PageSize = 20;

    [BindProperty(SupportsGet = true, Name = "page-number")]
    public int PageNumber { get; set; } = 1;

    public int Total { get; private set; }
    public IReadOnlyList<PublishedResult> Results { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var shown = db.Set<PublishedResult>().AsNoTracking().ShownOn(time.Today());
        Total = await shown.CountAsync(cancellation);
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, (Total + PageSize - 1) / PageSize));
        Results = await shown.Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
    }
}
