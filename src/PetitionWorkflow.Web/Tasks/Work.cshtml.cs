using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Viewings;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>One task: the case beside the form, the outcomes under it. Nothing typed is ever lost to a refusal.</summary>
[Authorize(Policy = Policies.WorkOnTasks)]
public sealed class WorkModel(TaskDesk taskDesk, ViewingLog viewings, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    public TaskDeskView Desk { get; private set; } = null!;

    public DateTime Now { get; private set; }

    /// <summary>The irreversible outcome that waits for a second yes.</summary>
    public TaskOutcome? ToConfirm { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await LoadAsync(id, null, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken cancellation) => HandOverAsync(
        id, "Tasks.Claimed",
        runner.RunAsync<ClaimTaskHandler>(h => h.HandleAsync(new ClaimTask(id, current.Require()), cancellation), cancellation));

    public Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken cancellation) => HandOverAsync(
        id, "Tasks.Released",
        runner.RunAsync<ReleaseTaskHandler>(h => h.HandleAsync(new ReleaseTask(id, current.Require()), cancellation), cancellation));

    /// <summary>Background saving while the person types; the answer is the line under the form.</summary>
    public async Task<IActionResult> OnPostDraftAsync(Guid id, CancellationToken cancellation)
    {
        var command = new SaveTaskDraft(id, TaskFormView.Typed(Request.Form), current.Require());
        var result = await runner.RunAsync<SaveTaskDraftHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Content(result.Refusal is { } no ? texts.Of(no) : texts["Tasks.DraftSaved", ChinaTime.ToLocal(time.UtcNow())]);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? outcome, string? confirmed, CancellationToken cancellation)
    {
        var entry = new TaskEntry(TaskFormView.Typed(Request.Form), outcome);
        if (await taskDesk.GlanceAsync(id, current.Require(), cancellation) is not { } glance)
        {
            return NotFound();
        }

        if (string.IsNullOrEmpty(outcome))
        {
            return await ShowAsync(id, entry with { Refusal = new Refusal("task-outcome-missing") }, cancellation);
        }

        if (confirmed != outcome && glance.Irreversible(outcome) is { } serious)
        {
            // What is wrong is said first; only a form that would be accepted asks for the second yes.
            var wrong = glance.Check(serious, entry);
            ToConfirm = wrong is null ? serious : null;
            return await ShowAsync(id, entry with { Refusal = wrong }, cancellation);
        }

        var command = new CompleteTask(id, outcome, entry.Values, current.Require());
        var result = await runner.RunAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(command, cancellation), cancellation);
        if (result.Refusal is { } refusal)
        {
            return await ShowAsync(id, entry with { Refusal = refusal }, cancellation);
        }

        this.Toast(texts["Tasks.Completed", texts.TaskName(result.Value.TaskType, glance.Task.Title), result.Value.Number]);
        return LocalRedirect($"/tasks/{id}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, TaskEntry entry, CancellationToken cancellation) =>
        await LoadAsync(id, entry, cancellation) ? Page() : NotFound();

    private async Task<IActionResult> HandOverAsync(Guid id, string doneKey, Task<Result> doing)
    {
        var result = await doing;
        if (result.Refusal is { Code: "task-not-found" })
        {
            return NotFound();
        }

        this.Toast(result.Refusal is { } no ? texts.Of(no) : texts[doneKey], result.IsRefused);
        return LocalRedirect($"/tasks/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, TaskEntry? entry, CancellationToken cancellation)
    {
        Now = time.UtcNow();
        if (await taskDesk.LoadAsync(id, entry, current.Require(), cancellation) is not { } desk)
        {
            return false;
        }

        Desk = desk;
        viewings.Note(desk.Viewer, desk.Task.PetitionId, ViewingKind.Task, desk.Case.Shown);
        return true;
    }
}
