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
    public IReadOnlyList<QuarterRanking> Rankings { get; private set; } = [];

    /// <summary>Which kind of reports is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public ReportSpan Span { get; set; } = ReportSpan.Month;

    /// <summary>The one that ended last.</summary>
    public ReportPeriod Last => ReportPeriod.LastBefore(Span, time.Today());

    /// <summary>A day of the quarter that ended last.</summary>
    public DateOnly LastQuarter => time.Today().AddDays(1 - time.Today().Day).AddMonths(-3);

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

    public async Task<IActionResult> OnPostRankingAsync(int year, int quarter, CancellationToken cancellation)
    {
        var command = new MakeRanking(year, quarter, Reason, current.Require());
        var made = await runner.RunAsync<MakeRankingHandler, Guid>(h => h.HandleAsync(command, cancellation), cancellation);
        var edition = made.IsRefused ? 0 : await db.Set<QuarterRanking>().Where(r => r.Id == made.Value).Select(r => r.Edition).SingleAsync(cancellation);
        return await AnsweredAsync(made.Refusal, texts["ReportPages.Made"], $"/reports/rankings/{year}/{quarter}/{edition}", cancellation);
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
        Span = Enum.IsDefined(Span) ? Span : ReportSpan.Month;
        Lines = await reports.ListAsync(Span, Viewer, cancellation);
        Rankings = Viewer.ReadsDrafts
            ? await db.Set<QuarterRanking>().AsNoTracking().OrderByDescending(r => r.Year).ThenByDescending(r => r.Quarter).ThenByDescending(r => r.Edition).ToListAsync(cancellation)
            : [];
    }
}
