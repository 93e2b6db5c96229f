using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>Handing a task to another person: a page of its own without script, a small form in the list with it.</summary>
[Authorize(Policy = Policies.WorkOnTasks)]
public sealed class DelegateModel(
    TaskReader reader, TaskCandidates candidates, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public TaskView Task { get; private set; } = null!;
    public IReadOnlyList<TaskCandidate> Candidates { get; private set; } = [];

    /// <summary>Taking it out of another's hands must be explained.</summary>
    public bool NeedsReason => Task.Task.AssigneeId is { } holder && holder != current.Require().UserId;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        var command = new DelegateTask(id, To ?? Guid.Empty, Reason, current.Require());
        var result = await runner.RunAsync<DelegateTaskHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        if (result.Refusal is { } no)
        {
            ModelState.AddModelError(no.Field ?? "", texts.Of(no));
            return Page();
        }

        this.Toast(texts["Tasks.Delegated", Candidates.Single(c => c.Id == To).Name]);
        return LocalRedirect("/tasks");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await reader.FindAsync(id, current.Require(), cancellation) is not { Task.State: TaskState.Open } found)
        {
            return false;
        }

        Task = found;
        Candidates = [.. (await candidates.ForAsync(found.Task, cancellation)).Where(c => c.Id != found.Task.AssigneeId)];
        return found.Task.MayBeHandedOnBy(current.Require());
    }
}
