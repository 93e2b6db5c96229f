using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Routing.Publishing;
using PetitionWorkflow.Routing.Publishing.Moves;
using PetitionWorkflow.Routing.Publishing.Proposals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Designer;

/// <summary>
/// A change of a flow on its way into force: what the draft changes and what is wrong with it, how past cases would have gone, who asked
/// for it and who decides; and the running cases that stay on an earlier version until they are moved.
/// </summary>
[Authorize(Policy = Policies.Administer)]
public sealed class ChangeModel(
    IWorkflowStore store, PetitionDbContext db, FlowDifference difference, PetitionFlowReview review, FlowReplay replay, MovePlans plans,
    IOptions<PublishingOptions> options, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    private const int MovesShown = 10;

    public string Id { get; private set; } = "";
    public string Name { get; private set; } = "";
    public DefinitionVersion? Published { get; private set; }

    /// <summary>Null when nothing waits to be put in force.</summary>
    public DefinitionVersion? Draft { get; private set; }

    public IReadOnlyList<string> Changes { get; private set; } = [];
    public IReadOnlyList<PublishFinding> Findings { get; private set; } = [];
    public ReplayResult Replay { get; private set; } = new(0, []);
    public FlowProposal? Proposal { get; private set; }
    public bool IsOwnProposal => Proposal?.AskedById == current.Require().UserId;
    public bool NeedsTwo => options.Value.TwoPersons;
    public IReadOnlyList<MovePlan> Plans { get; private set; } = [];
    public IReadOnlyList<IGrouping<Guid, FlowMove>> Moves { get; private set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public List<string> Instances { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await store.FindVersionAsync(id, VersionOptions.Latest, cancellation) is not { } latest)
        {
            return NotFound();
        }

        (Id, Name, Draft) = (id, latest.Name ?? id, latest.IsPublished ? null : latest);
        Published = await store.FindVersionAsync(id, VersionOptions.Published, cancellation);
        var viewer = current.Require();
        if (Draft is not null)
        {
            var draft = await ReadAsync(Draft, cancellation);
            Changes = difference.Between(Published is null ? null : await ReadAsync(Published, cancellation), draft);
            Findings = await review.OfAsync(draft, cancellation);
            Replay = await replay.OfAsync(draft, viewer, cancellation);
            Proposal = await db.Set<FlowProposal>().AsNoTracking().FirstOrDefaultAsync(p => p.DefinitionId == id && p.DecidedAt == null, cancellation);
        }

        Plans = Published is null ? [] : await plans.OfAsync(id, Published.Id, viewer, cancellation);
        var moves = await db.Set<FlowMove>().AsNoTracking().Where(m => m.DefinitionId == id).OrderByDescending(m => m.At).ThenBy(m => m.Id).ToListAsync(cancellation);
        Moves = [.. moves.GroupBy(m => m.Batch).Take(MovesShown)];
        return Page();
    }

    public Task<IActionResult> OnPostProposeAsync(string id, CancellationToken cancellation) =>
        DoneAsync<ProposeFlowHandler>(id, h => h.HandleAsync(new ProposeFlow(id, Reason, current.Require()), cancellation), "Designer.Change.Proposed", cancellation);

    public Task<IActionResult> OnPostDecideAsync(string id, Guid proposal, bool approve, CancellationToken cancellation) =>
        DoneAsync<DecideFlowHandler>(
            id, h => h.HandleAsync(new DecideFlow(proposal, approve, Note, current.Require()), cancellation), approve ? "Designer.Change.Approved" : "Designer.Change.Refused", cancellation);

    public async Task<IActionResult> OnPostMoveAsync(string id, CancellationToken cancellation)
    {
        var command = new MoveCases(id, Instances, Reason, current.Require());
        var moved = await runner.RunAsync<MoveCasesHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
        return moved.Refusal is { } refusal ? await RefusedAsync(id, refusal, cancellation) : Told(id, texts["Designer.Change.MovedCases", moved.Value]);
    }

    public async Task<IActionResult> OnPostUndoAsync(string id, Guid batch, CancellationToken cancellation)
    {
        var command = new UndoMove(batch, current.Require());
        var undone = await runner.RunAsync<MoveCasesHandler, UndoneMove>(h => h.HandleAsync(command, cancellation), cancellation);
        return undone.Refusal is { } refusal
            ? await RefusedAsync(id, refusal, cancellation)
            : Told(id, texts["Designer.Change.Undone", undone.Value.Back, undone.Value.Stayed]);
    }

    private async Task<IActionResult> DoneAsync<THandler>(string id, Func<THandler, Task<Result>> act, string told, CancellationToken cancellation)
        where THandler : notnull
    {
        var done = await runner.RunAsync(act, cancellation);
        return done.Refusal is { } refusal ? await RefusedAsync(id, refusal, cancellation) : Told(id, texts[told]);
    }

    private RedirectResult Told(string id, string text)
    {
        this.Toast(text);
        return Redirect(StudioView.ChangePath(id));
    }

    private async Task<IActionResult> RefusedAsync(string id, Refusal refusal, CancellationToken cancellation)
    {
        ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
        return await OnGetAsync(id, cancellation);
    }

    private async Task<WorkflowDefinition> ReadAsync(DefinitionVersion version, CancellationToken cancellation) =>
        DefinitionRows.Read((await store.FindDefinitionAsync(version.Id, cancellation))!);
}
