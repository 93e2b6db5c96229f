using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Rules;

/// <summary>The decision table: signal words of urgent information (C69), then units, classes and importance (C05); its versions; a text to try it on.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class IndexModel(RoutingTables tables, SupervisionLimit limit, PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    private const int VersionsExplained = 20;

    /// <summary>An earlier version to read; the one in force when not asked.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    [BindProperty]
    public TriedText Try { get; set; } = new();

    /// <summary>From how many bounces on a case is supervised (C13): as it is, or as it was asked for.</summary>
    [BindProperty]
    public int? Bounces { get; set; }

    [BindProperty]
    public string? LimitReason { get; set; }

    public IReadOnlyList<StaffChange> LimitChanges { get; private set; } = [];

    public int InForce { get; private set; }
    public RoutingTable Table { get; private set; } = null!;
    public IReadOnlyDictionary<string, string> UnitNames { get; private set; } = new Dictionary<string, string>();
    public IReadOnlyList<TableVersionLine> Versions { get; private set; } = [];

    /// <summary>What the table says of the text; null until it was asked.</summary>
    public RoutingDecision? Decision { get; private set; }

    public RoutingFacts? Facts { get; private set; }

    public bool IsInForce => Version is null || Version == InForce;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        (InForce, Table) = await tables.InForceAsync(cancellation);
        var versions = await tables.VersionsAsync(cancellation);
        if (Version is { } asked)
        {
            if (versions.FirstOrDefault(v => v.Version == asked) is not { } found)
            {
                return NotFound();
            }

            Table = RoutingTable.Read(found.Json).Value;
        }

        Bounces ??= await limit.ReadAsync(cancellation);
        LimitChanges = await limit.ChangesAsync(cancellation);
        UnitNames = await db.Set<Unit>().AsNoTracking().ToDictionaryAsync(u => u.Code, u => u.Name, cancellation);
        var read = versions.Take(VersionsExplained + 1).Select(v => (Version: v, Table: RoutingTable.Read(v.Json).Value)).ToList();
        Versions = [.. read.Take(VersionsExplained).Select((v, i) => new TableVersionLine(v.Version, i + 1 < read.Count ? TableDifference.Between(read[i + 1].Table, v.Table) : []))];
        return Page();
    }

    public async Task<IActionResult> OnPostLimitAsync(CancellationToken cancellation)
    {
        var command = new SetSupervisionLimit(Bounces, LimitReason, current.Require());
        var done = await runner.RunAsync<SupervisionLimit>(h => h.HandleAsync(command, cancellation), cancellation);
        if (done.Refusal is { } refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "", texts.Of(refusal));
            return await OnGetAsync(cancellation);
        }

        this.Toast(texts["RulePages.LimitSaved"]);
        return RedirectToPage();
    }

    /// <summary>Nothing is kept of the text.</summary>
    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellation)
    {
        var page = await OnGetAsync(cancellation);
        if (Table is not null)
        {
            Facts = new RoutingFacts("", Try.Text ?? "", Try.Place, Channel.Letter, Try.People ?? 1, null);
            Decision = RoutingDecision.Of(Table, Facts);
        }

        return page;
    }
}

public sealed class TriedText
{
    public string? Text { get; set; }
    public string? Place { get; set; }
    public int? People { get; set; }
}

/// <param name="Version">Who put it in force, when and why.</param>
/// <param name="Differences">From the version before.</param>
public sealed record TableVersionLine(RoutingTableVersion Version, IReadOnlyList<TableDifference> Differences);
