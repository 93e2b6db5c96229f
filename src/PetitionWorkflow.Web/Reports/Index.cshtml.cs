using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Reports.Ranking;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>Weekly to yearly reports and rankings; a unit finds those that were approved.</summary>
[Authorize(Policy = Policies.ReadReports)]
public sealed class IndexModel(
    PeriodReports reports, PetitionDbContext db, UnitOfWorkRunner runner, CurrentViewer current, TimeProvider time, Texts texts) : PageModel
{
    public Viewer Viewer { get; private set; } = null!;
    public IReadOnlyList<ReportLine> Lines { get; private set; } = [];
    public IReadOnlyList<UnitRanking> Rankings { get; private set; } = [];

    /// <summary>Which kind of reports is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public ReportSpan Span { get; set; } = ReportSpan.Month;

    /// <summary>The one that ended last.</summary>
    public ReportPeriod Last => ReportPeriod.LastBefore(Span, time.Today());

    /// <summary>Which quarter or year is to be ranked; the quarter that ended last until another is chosen.</summary>
    public ReportPeriod Ranked { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostDraftAsync(int year, int number, CancellationToken cancellation)
    {
        var period = new ReportPeriod(Span, year, number);
        var command = new DraftReport(period, current.Require());
        var made = await runner.RunAsync<DraftReportHandler, Guid>(h => h.HandleAsync(command, cancellation), cancellation);
        return await AnsweredAsync(made.Refusal, texts["ReportPages.Begun"], $"/reports/{period.Address}", cancellation);
    }

    /// <param name="year">Of the ranking.</param>
    /// <param name="quarter">1 to 4; none for the whole year.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IActionResult> OnPostRankingAsync(int year, int? quarter, CancellationToken cancellation)
    {
        Ranked = quarter is { } number ? new(ReportSpan.Quarter, year, number) : new(ReportSpan.Year, year, 1);
        var command = new MakeRanking(Ranked, Reason, current.Require());
        var made = await runner.RunAsync<MakeRankingHandler, Guid>(h => h.HandleAsync(command, cancellation), cancellation);
        var ranking = made.IsRefused ? null : await db.Set<UnitRanking>().AsNoTracking().SingleAsync(r => r.Id == made.Value, cancellation);
        return await AnsweredAsync(made.Refusal, texts["ReportPages.Made"], $"/reports/rankings/{ranking?.Address}", cancellation);
    }

    private async Task<IActionResult> AnsweredAsync(Refusal? refusal, string done, string next, CancellationToken cancellation)
    {
        if (refusal is null)
        {
            this.Toast(done);
            return LocalRedirect(next);
        }

        ModelState.AddModelError(refusal.Field == nameof(Reason) ? nameof(Reason) : "", texts.Of(refusal));
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Viewer = current.Require();
        Ranked = Ranked == default ? ReportPeriod.LastBefore(ReportSpan.Quarter, time.Today()) : Ranked;
        Span = Enum.IsDefined(Span) ? Span : ReportSpan.Month;
        Lines = await reports.ListAsync(Span, Viewer, cancellation);
        Rankings = Viewer.ReadsDrafts
            ? await db.Set<UnitRanking>().AsNoTracking().OrderByDescending(r => r.Year).ThenByDescending(r => r.Span).ThenByDescending(r => r.Number).ThenByDescending(r => r.Edition).ToListAsync(cancellation)
            : [];
    }
}
