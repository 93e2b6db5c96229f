using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Staff;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.ElsaApi.Hosting;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Web.Designer;

/// <summary>
/// The viewer of one instance, with the way back to its case. Studio has no button for running a faulted instance again: ours does it on
/// the instance's own version, after its data was mended, or on the version in force, after the flow was.
/// </summary>
[Authorize(Policy = Policies.Administer)]
public sealed class InstanceModel(IWorkflowStore store, PetitionDbContext db, IElsaHost host, Texts texts) : PageModel
{
    public string Id { get; private set; } = "";

    /// <summary>The number of the case that the instance moves.</summary>
    public string? CaseNumber { get; private set; }

    public bool IsFaulted { get; private set; }

    /// <summary>The version in force, where the instance runs on another.</summary>
    public int? NewerVersion { get; private set; }

    /// <summary>What came of running it again.</summary>
    [TempData]
    public string? Told { get; set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await store.FindInstanceAsync(id, cancellation) is not { } row)
        {
            return NotFound();
        }

        Id = id;
        IsFaulted = row.SubStatus == WorkflowSubStatus.Faulted || (row.Status == WorkflowStatus.Running && row.IncidentCount > 0);
        NewerVersion = await store.FindVersionAsync(row.DefinitionId, VersionOptions.Published, cancellation) is { } published && published.Version > row.Version ? published.Version : null;
        if (Guid.TryParse(row.CorrelationId, out var petitionId))
        {
            CaseNumber = await db.Set<Petition>().Where(p => p.Id == petitionId).Select(p => p.Number).FirstOrDefaultAsync(cancellation);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRetryAsync(string id, bool onNewest, CancellationToken cancellation)
    {
        if (await store.FindInstanceAsync(id, cancellation) is not { } row)
        {
            return NotFound();
        }

        var newest = onNewest ? (await store.FindVersionAsync(row.DefinitionId, VersionOptions.Published, cancellation))?.Id : null;
        var result = await host.WriteAsync(
            User,
            (services, ct) => newest is null
                ? services.GetRequiredService<IWorkflowRuntime>().RetryAsync(id, cancellationToken: ct)
                : services.GetRequiredService<IWorkflowRuntime>().RetryOnAsync(id, newest, ct),
            cancellation);
        if (result.HasQueuedWork)
        {
            host.Nudge();
        }

        Told = result.Refusal is { } refusal ? texts[$"Designer.Retry.{refusal.Reason}"] : texts[result.Incidents.Count > 0 ? "Designer.Retry.Again" : "Designer.Retry.Done"];
        return Redirect(StudioView.InstancePath(id));
    }
}
