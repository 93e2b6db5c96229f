using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reports.Suggestions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>Improvement suggestions and what became of each; every row is its own form.</summary>
[Authorize(Policy = Policies.ReadRankings)]
public sealed class SuggestionsModel(SuggestionList list, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    /// <summary>Only those that stand so; all when not asked.</summary>
    [BindProperty(SupportsGet = true)]
    public Adoption? Only { get; set; }

    public IReadOnlyList<TrackedSuggestion> Suggestions { get; private set; } = [];
    public bool MayDecide { get; private set; }

    /// <summary>The row whose form was refused, with what was typed.</summary>
    public Guid? Refused { get; private set; }

    public Adoption? Chosen { get; private set; }
    public string? Typed { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        MayDecide = DecideSuggestion.IsFor(current.Require());
        Suggestions = [.. (await list.OfAsync(current.Require(), cancellation)).Where(s => Only is null || s.Decisions.FirstOrDefault()?.Adoption == Only)];
    }

    public async Task<IActionResult> OnPostAsync(Guid task, Adoption adoption, string? reason, CancellationToken cancellation)
    {
        var command = new DecideSuggestion(task, adoption, reason, current.Require());
        var decided = await runner.RunAsync<DecideSuggestionHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        if (decided.Refusal is { } refusal)
        {
            ModelState.AddModelError("", texts.Of(refusal));
            (Refused, Chosen, Typed) = (task, adoption, reason);
            await OnGetAsync(cancellation);
            return Page();
        }

        this.Toast(texts["ReportPages.SuggestionSaved"]);
        return RedirectToPage(new { Only });
    }
}
