using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Routing.Publishing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Designer;

/// <summary>Who put which flow in force, when, and what was changed.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class HistoryModel(PetitionDbContext db, IWorkflowStore store, FlowDifference difference, Texts texts) : PageModel
{
    internal const int PageSize = 20;

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Only this flow.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Flow { get; set; }

    public int Total { get; private set; }

    internal IReadOnlyList<HistoryLine> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Max(1, PageNumber);
        var all = db.Set<FlowPublication>().AsNoTracking().Where(p => Flow == null || p.DefinitionId == Flow);
        Total = await all.CountAsync(cancellation);
        var page = await all.OrderByDescending(p => p.At).ThenByDescending(p => p.Version).ThenByDescending(p => p.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var lines = new List<HistoryLine>();
        foreach (var publication in page)
        {
            lines.Add(new HistoryLine(
                ChinaTime.ToLocal(publication.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                publication.Kind, publication.DefinitionId, publication.Name, publication.Version, publication.ActorName, await ChangesAsync(publication, cancellation)));
        }

        Lines = lines;
    }

    private async Task<IReadOnlyList<string>> ChangesAsync(FlowPublication publication, CancellationToken cancellation)
    {
        if (publication.Kind != DefinitionChangeKind.Published)
        {
            return [];
        }

        var now = await store.FindDefinitionAsync(publication.VersionId, cancellation);
        var before = publication.ReplacedVersionId is { } replaced ? await store.FindDefinitionAsync(replaced, cancellation) : null;
        return now is null || (before is null && publication.ReplacedVersionId is not null)
            ? [texts["Designer.History.Gone"]]
            : difference.Between(before is null ? null : DefinitionRows.Read(before), DefinitionRows.Read(now));
    }
}

internal sealed record HistoryLine(
    string At, DefinitionChangeKind Kind, string DefinitionId, string Name, int Version, string ActorName, IReadOnlyList<string> Changes);
