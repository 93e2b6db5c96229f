using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reviews;

/// <summary>A request as the page shows it, with those whom its form offers.</summary>
public sealed record RecusalEntry(RecusalLine Line, bool MayDecide, IReadOnlyList<NamedPerson> People, IReadOnlyList<TaskCandidate> Successors);

/// <summary>回避: what was asked for, and a leader's decision on it.</summary>
[Authorize(Policy = Policies.DecideRecusals)]
public sealed class RecusalsModel(RecusalReader reader, TaskCandidates candidates, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    private const int PageSize = 25;

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public RecusalInput Input { get; set; } = new();

    public IReadOnlyList<RecusalEntry> Entries { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);

    /// <summary>The request whose decision was refused is open again, with what was typed.</summary>
    public bool IsOpen(RecusalEntry entry) => Input.RequestId == entry.Line.Request.Id;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var me = current.Require();
        Paging = new Paging(Math.Max(1, PageNumber), PageSize, await reader.CountAsync(me, cancellation));
        var entries = new List<RecusalEntry>();
        foreach (var line in await reader.PageAsync(me, (Paging.Page - 1) * PageSize, PageSize, cancellation))
        {
            var request = line.Request;
            var mayDecide = request.State == RecusalState.Open && request.PersonId != me.UserId;
            entries.Add(new RecusalEntry(
                line,
                mayDecide,
                mayDecide && request.PersonId is null ? await reader.PeopleAsync(request.PetitionId, me, cancellation) : [],
                mayDecide ? await reader.SuccessorsAsync(request, candidates, cancellation) : []));
        }

        Entries = entries;
    }

    public async Task<IActionResult> OnPostAsync(bool uphold, CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var command = new DecideOnRecusal(Input.RequestId, uphold, Input.PersonId, Input.SuccessorId, Input.Reason, current.Require());
            var done = await runner.RunAsync<DecideOnRecusalHandler>(h => h.HandleAsync(command, cancellation), cancellation);
            if (done.Refusal is not { } refusal)
            {
                this.Toast(texts[uphold ? "Recusals.Upheld" : "Recusals.Declined"]);
                return RedirectToPage();
            }

            ModelState.Say(refusal, texts, field => "Input." + field);
        }

        await OnGetAsync(cancellation);
        return Page();
    }
}

public sealed class RecusalInput
{
    public Guid RequestId { get; set; }

    [Display(Name = "Recusals.Person")]
    public Guid? PersonId { get; set; }

    [Display(Name = "Recusals.Successor")]
    public Guid? SuccessorId { get; set; }

    [MaxLength(RecusalRequest.MaxReason), Display(Name = "Recusals.DecisionReason")]
    public string? Reason { get; set; }
}
