using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>Handing a task to another person: a page of its own without script, a small form in the list with it.</summary>
[Authorize(Policy = Policies.WorkOnTasks)]
public sealed class DelegateModel(
    TaskReader reader, TaskCandidates candidates, ViewingLog viewings, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    private IReadOnlyList<TaskCandidate> _people = [];

    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public TaskView Task { get; private set; } = null!;

    /// <summary>Everybody who may have it, but not who has it.</summary>
    public IReadOnlyList<TaskCandidate> Candidates => [.. _people.Where(c => c.Id != Task.Task.AssigneeId)];

    /// <summary>Taking it out of another's hands must be explained.</summary>
    public bool NeedsReason => Task.Task.AssigneeId is { } holder && holder != current.Require().UserId;

    /// <summary>The list may hold several of these forms, one per task: each has ids of its own, and its problems lead to them.</summary>
    public string Field(string name) => $"{name}-{Task.Task.Id}";

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
            ModelState.AddModelError(no.Field is { } field ? Field(field) : "", texts.Of(no));
            return Page();
        }

        this.Toast(texts["Tasks.Delegated", _people.Single(c => c.Id == To).Name]);
        return LocalRedirect("/tasks");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await reader.FindAsync(id, current.Require(), cancellation) is not { Task.State: TaskState.Open } found)
        {
            return false;
        }

        Task = found;
        _people = await candidates.ForAsync(found.Task, cancellation);
        viewings.Note(current.Require(), found.Task.PetitionId, ViewingKind.Delegation, PersonalFields.None);
        return found.Task.MayBeHandedOnBy(current.Require());
    }
}
