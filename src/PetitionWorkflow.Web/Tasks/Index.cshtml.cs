using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>
/// The inbox. Every action is a form that works without script; htmx sends it in the background and takes the list out of the
/// answered page.
/// </summary>
[Authorize(Policy = Policies.WorkOnTasks)]
public sealed class InboxModel(Inbox inbox, InboxNumbers numbers, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    private const int PageSize = 25;
    private const int MostAtOnce = 100;

    [FromQuery]
    public InboxTab? Tab { get; set; }

    [FromQuery]
    public string? Type { get; set; }

    [FromQuery]
    public Channel? Channel { get; set; }

    [FromQuery]
    public bool Urgent { get; set; }

    [FromQuery]
    public DueFilter? Due { get; set; }

    [FromQuery]
    public string? Text { get; set; }

    [FromQuery]
    public string? Sort { get; set; }

    /// <summary>Only from the query: the route has a value of this name too.</summary>
    [FromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    public Viewer Viewer { get; private set; } = null!;
    public DateTime Now { get; private set; }
    public InboxTab Current { get; private set; }
    public IReadOnlyDictionary<InboxTab, int> Counts { get; private set; } = new Dictionary<InboxTab, int>();
    public IReadOnlyList<string> Types { get; private set; } = [];
    public IReadOnlyList<InboxRow> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Type) || Channel is not null || Urgent || Due is not null || !string.IsNullOrWhiteSpace(Text);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken cancellation) => AnswerAsync(
        runner.RunAsync<ClaimTaskHandler>(h => h.HandleAsync(new ClaimTask(id, current.Require()), cancellation), cancellation),
        "Tasks.Claimed", cancellation);

    public Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken cancellation) => AnswerAsync(
        runner.RunAsync<ReleaseTaskHandler>(h => h.HandleAsync(new ReleaseTask(id, current.Require()), cancellation), cancellation),
        "Tasks.Released", cancellation);

    /// <summary>Each task on its own: one that somebody else was faster with does not spoil the others.</summary>
    public async Task<IActionResult> OnPostClaimSelectedAsync(Guid[] ids, CancellationToken cancellation)
    {
        var viewer = current.Require();
        var (done, refused) = (0, 0);
        foreach (var id in ids.Distinct().Take(MostAtOnce))
        {
            var result = await runner.RunAsync<ClaimTaskHandler>(h => h.HandleAsync(new ClaimTask(id, viewer), cancellation), cancellation);
            (done, refused) = result.IsRefused ? (done, refused + 1) : (done + 1, refused);
        }

        var text = (done, refused) switch
        {
            (0, 0) => texts["Tasks.NothingSelected"],
            (_, 0) => texts["Tasks.ClaimedMany", done],
            _ => texts["Tasks.ClaimedSome", done, refused],
        };
        return await AnswerAsync(text, done == 0, cancellation);
    }

    private async Task<IActionResult> AnswerAsync(Task<Result> doing, string doneKey, CancellationToken cancellation)
    {
        var result = await doing;
        return await AnswerAsync(result.Refusal is { } no ? texts.Of(no) : texts[doneKey], result.IsRefused, cancellation);
    }

    private async Task<IActionResult> AnswerAsync(string text, bool isRefusal, CancellationToken cancellation)
    {
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            Response.Toast(text, isRefusal);
            await LoadAsync(cancellation);
            return Page();
        }

        this.Toast(text, isRefusal);
        return LocalRedirect(Request.With(("id", null)));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Viewer = current.Require();
        Now = time.UtcNow();
        var counted = await numbers.ReadAsync(cancellation);
        Counts = counted.Tabs;
        Current = Tab is { } asked && Counts.ContainsKey(asked) ? asked : Counts.FirstOrDefault(c => c.Value > 0, Counts.First()).Key;
        Types = counted.TypesOf(Current);
        var (sort, descending) = SortOf(Sort);
        var number = int.TryParse(PageNumber, out var given) ? Math.Clamp(given, 1, 100_000) : 1;
        var query = new InboxQuery(Current)
        {
            TaskType = Type, Channel = Channel, UrgentOnly = Urgent, Due = Due, Text = Text, Sort = sort, Descending = descending,
            Page = number, PageSize = PageSize,
        };
        var page = await inbox.ReadAsync(query, Viewer, cancellation, counted);
        Paging = new Paging(number, PageSize, page.Total);
        if (Paging.Page > Paging.LastPage)
        {
            // The last task of the last page was claimed: those before it are still there.
            Paging = new Paging(Paging.LastPage, PageSize, page.Total);
            page = await inbox.ReadAsync(query with { Page = Paging.LastPage }, Viewer, cancellation, counted);
        }

        Rows = page.Rows;
    }

    private static (InboxSort Sort, bool Descending) SortOf(string? given)
    {
        var name = given?.TrimStart('-');
        return Enum.TryParse<InboxSort>(name, ignoreCase: true, out var sort) && Enum.IsDefined(sort)
            ? (sort, given!.StartsWith('-'))
            : (InboxSort.Due, false);
    }
}
