using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>All cases that the person may see, filtered by the address alone, so that a list can be kept as a bookmark.</summary>
[Authorize(Policy = Policies.ReadCases)]
public sealed class CaseListModel(CaseList cases, PetitionDbContext db, CurrentViewer current) : PageModel
{
    private const int PageSize = 25;
    private const int MaxText = 100;

    [FromQuery]
    public CaseStage? Stage { get; set; }

    /// <summary>open, closed, or nothing for both.</summary>
    [FromQuery]
    public string? State { get; set; }

    [FromQuery]
    public Channel? Channel { get; set; }

    [FromQuery]
    public Guid? Unit { get; set; }

    [FromQuery]
    public bool Urgent { get; set; }

    [FromQuery]
    public string? Text { get; set; }

    [FromQuery]
    public DateOnly? From { get; set; }

    [FromQuery]
    public DateOnly? To { get; set; }

    [FromQuery]
    public string? Sort { get; set; }

    /// <summary>Only from the query: the route has a value of this name too.</summary>
    [FromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    public CaseListPage List { get; private set; } = new([], 0, new Dictionary<CaseStage, int>());
    public IReadOnlyList<Unit> Units { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    public bool IsFiltered =>
        Stage is not null || State is not null || Channel is not null || Unit is not null || Urgent || !string.IsNullOrWhiteSpace(Text) || From is not null || To is not null;

    public int EveryStage => List.ByStage.Values.Sum();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var viewer = current.Require();
        var (sort, descending) = SortOf(Sort);
        var number = int.TryParse(PageNumber, out var given) ? Math.Clamp(given, 1, 100_000) : 1;
        Text = Text?.Length > MaxText ? Text[..MaxText] : Text;
        var query = new CaseListQuery
        {
            Stage = Stage,
            Open = State switch { "open" => true, "closed" => false, _ => null },
            Channel = Channel,
            UnitId = Unit,
            UrgentOnly = Urgent,
            Text = Text,
            From = From,
            To = To,
            Sort = sort,
            Descending = descending,
            Page = number,
            PageSize = PageSize,
        };
        List = await cases.ReadAsync(query, viewer, cancellation);
        Paging = new Paging(number, PageSize, List.Total);
        if (number > Paging.LastPage)
        {
            // Cases were closed since the page was drawn, or the address was written by hand.
            Paging = Paging with { Page = Paging.LastPage };
            List = await cases.ReadAsync(query with { Page = Paging.LastPage }, viewer, cancellation);
        }


        // A unit's own people see only its cases: there is nothing to choose.
        Units = viewer.SeesEveryCase ? await db.Set<Unit>().AsNoTracking().OrderBy(u => u.Code).ToListAsync(cancellation) : [];
    }

    private static (CaseSort Sort, bool Descending) SortOf(string? given)
    {
        var name = given?.TrimStart('-');
        return Enum.TryParse<CaseSort>(name, ignoreCase: true, out var sort) && Enum.IsDefined(sort)
            ? (sort, given!.StartsWith('-'))
            : (CaseSort.Received, true);
    }
}
