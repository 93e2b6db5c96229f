using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Deadlines.Editing;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Deadlines;

/// <summary>One clock of the catalogue: changed from a day on, after a look at what that moves; its versions and what each changed.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class RuleModel(
    PetitionDbContext db, UnitOfWorkRunner runner, ClockCatalogues catalogues, ClockRuleChecks checks, ClockRulePreview preview, CurrentViewer viewer, TimeProvider time, Texts texts)
    : PageModel
{
    [BindProperty]
    public RuleInput Input { get; set; } = new();

    public ClockRule Newest { get; private set; } = null!;
    public LadderRule Ladder { get; private set; } = null!;
    public IReadOnlyList<RuleVersionLine> Versions { get; private set; } = [];

    /// <summary>What the draft would move; null until it was asked for, or while the draft has faults.</summary>
    public PreviewedClock? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (!await LoadAsync(code, cancellation))
        {
            return NotFound();
        }

        var tomorrow = time.Today().AddDays(1);
        Input = RuleInput.Of(ClockDraft.Of(Newest, Ladder, Newest.EffectiveFrom > tomorrow ? Newest.EffectiveFrom : tomorrow), Newest.Version, texts);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(string code, CancellationToken cancellation)
    {
        if (!await LoadAsync(code, cancellation))
        {
            return NotFound();
        }

        if (ModelState.IsValid)
        {
            var draft = Input.Draft(Newest, texts);
            var faults = await checks.CheckAsync(draft, Newest, Ladder, cancellation);
            Say(faults);
            Preview = faults.Count == 0 ? await preview.OfAsync(draft, Newest, Ladder, cancellation) : null;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(string code, CancellationToken cancellation)
    {
        if (!await LoadAsync(code, cancellation))
        {
            return NotFound();
        }

        if (ModelState.IsValid)
        {
            var command = new PublishClockRule(Newest.Code, Input.BasedOn, Input.Draft(Newest, texts), Input.Note, viewer.Require().Act());
            var published = await runner.RunAsync<PublishClockRuleHandler, int>(h => h.HandleAsync(command, cancellation), cancellation);
            if (published.Refusal is not { } refusal)
            {
                this.Toast(texts["ClockRules.Done", published.Value, Input.EffectiveFrom.ToString("yyyy-MM-dd")]);
                return RedirectToPage(new { code = Newest.Code });
            }

            Say(refusal.All);
            if (refusal.Code == "clock-rule-changed-meanwhile")
            {
                // What was entered is kept and may be published over the newer version once that was looked at.
                ModelState.Remove("Input.BasedOn");
                Input.BasedOn = Newest.Version;
            }
        }

        return Page();
    }

    private void Say(IEnumerable<Refusal> faults)
    {
        foreach (var fault in faults)
        {
            ModelState.AddModelError(fault.Field is { } field ? $"Input.{field}" : "", texts.Of(fault));
        }
    }

    private async Task<bool> LoadAsync(string code, CancellationToken cancellation)
    {
        var catalogue = catalogues.Current;

        // Addresses that the service writes are in lower case.
        if (catalogue.Rules.LastOrDefault(r => r.Code.Equals(code, StringComparison.OrdinalIgnoreCase)) is not { } newest)
        {
            return false;
        }

        code = newest.Code;
        (Newest, Ladder) = (newest, catalogue.LadderOf(newest));
        var published = await db.Set<ClockRuleVersion>().AsNoTracking().Where(v => v.Code == code).ToDictionaryAsync(v => v.Version, cancellation);
        var rules = catalogue.Rules.Where(r => r.Code == code).OrderBy(r => r.Version).Select(r => (Rule: r, Ladder: catalogue.LadderOf(r))).ToList();
        Versions =
        [
            .. rules.Select((rule, i) => new RuleVersionLine(rule.Rule, published.GetValueOrDefault(rule.Rule.Version), i == 0 ? [] : texts.Differences(rules[i - 1], rule)))
                .OrderByDescending(v => v.Rule.Version),
        ];
        return true;
    }
}

/// <param name="Rule">With the days on which it is in force.</param>
/// <param name="Published">Who made it; null for a shipped one.</param>
/// <param name="Differences">From the version before.</param>
public sealed record RuleVersionLine(ClockRule Rule, ClockRuleVersion? Published, IReadOnlyList<string> Differences);
