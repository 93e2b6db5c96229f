using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Petitions;

/// <summary>Who has looked at which case (C14), or at the one that is named.</summary>
[Authorize(Policy = Policies.AuditViewings)]
public sealed class ViewingsModel(ViewingReader viewings, CurrentViewer current, Texts texts) : PageModel
{
    private const int PageSize = 50;

    /// <summary>A case number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Case { get; set; }

    /// <summary>Part of a person's name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>Only looks that showed something of the petitioner.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Personal { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<ViewingLine> Lines { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    public string WordsOf(PersonalFields fields) => fields == PersonalFields.None
        ? texts.Of(fields)
        : string.Join(texts["Tasks.Comma"], Enum.GetValues<PersonalFields>().Where(f => f != PersonalFields.None && fields.HasFlag(f)).Select(f => texts.Of(f)));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var viewer = current.Require();
        Paging = new Paging(Math.Max(1, PageNumber), PageSize, await viewings.CountAsync(new ViewingQuery(Case, Person, Personal), viewer, cancellation));
        Lines = await viewings.PageAsync(new ViewingQuery(Case, Person, Personal), viewer, (Paging.Page - 1) * PageSize, PageSize, cancellation);
    }
}
