using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>One report, in the copy that the reader may have; written by clerks, decided by leaders.</summary>
[Authorize(Policy = Policies.ReadReports)]
public sealed class ReportModel(
    PeriodReports reports, ReportClocks clocks, FigureTables tables, ReportPaper paper, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    [BindProperty, Display(Name = "Periodic.Words.Overview")]
    public string? Overview { get; set; }

    [BindProperty, Display(Name = "Periodic.Words.KeyProblems")]
    public string? KeyProblems { get; set; }

    [BindProperty, Display(Name = "Periodic.Words.Forecast")]
    public string? Forecast { get; set; }

    [BindProperty, Display(Name = "Periodic.Words.Suggestions")]
    public string? Suggestions { get; set; }

    /// <summary>Which button was pressed.</summary>
    [BindProperty]
    public bool Submit { get; set; }

    [BindProperty]
    public bool Approve { get; set; }

    [BindProperty]
    public int Submission { get; set; }

    [BindProperty, Display(Name = "ReportPages.DecisionWords")]
    public string? Words { get; set; }

    public ReadableReport Report { get; private set; } = null!;

    /// <summary>Until when it is to be approved; shown to the office.</summary>
    public ReportClock? Clock { get; private set; }

    public string Title => paper.TitleOf(Report);

    /// <summary>As the address has it.</summary>
    public string Span => Report.Period.Span.ToString().ToLowerInvariant();

    public bool MayWrite => Report.Whole is { IsWritable: true } && current.Require().WritesReports;

    public bool MayDecide => Report.State == ReportState.Submitted && current.Require().ApprovesReports;

    /// <param name="words">Null while they stand in the form.</param>
    /// <param name="figures">Numbers of the copy.</param>
    public ReportCopy CopyOf(ReportWords? words, PeriodFigures figures) => new(
        words is null ? [] :
        [
            ("Periodic.Words.Overview", words.Overview), ("Periodic.Words.KeyProblems", words.KeyProblems), ("Periodic.Words.Forecast", words.Forecast),
            ("Periodic.Words.Suggestions", words.Suggestions),
        ],
        tables.Of(figures));

    public async Task<IActionResult> OnGetAsync(ReportSpan span, int year, int number, CancellationToken cancellation)
    {
        if (!await LoadAsync(new ReportPeriod(span, year, number), cancellation))
        {
            return NotFound();
        }

        (Overview, KeyProblems, Forecast, Suggestions) = (Report.Words.Overview, Report.Words.KeyProblems, Report.Words.Forecast, Report.Words.Suggestions);
        return Page();
    }

    public async Task<IActionResult> OnPostWriteAsync(ReportSpan span, int year, int number, CancellationToken cancellation)
    {
        if (!await LoadAsync(new ReportPeriod(span, year, number), cancellation))
        {
            return NotFound();
        }

        var words = new ReportWords(Overview ?? "", KeyProblems ?? "", Forecast ?? "", Suggestions ?? "");
        var command = new WriteReport(Report.Period, words, Submit, current.Require());
        var done = await runner.RunAsync<WriteReportHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(done.Refusal, texts[Submit ? "ReportPages.Submitted" : "ReportPages.Saved"]);
    }

    public async Task<IActionResult> OnPostDecideAsync(ReportSpan span, int year, int number, CancellationToken cancellation)
    {
        if (!await LoadAsync(new ReportPeriod(span, year, number), cancellation))
        {
            return NotFound();
        }

        var command = new DecideReport(Report.Period, Approve, Words, Submission, current.Require());
        var done = await runner.RunAsync<DecideReportHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(done.Refusal, texts[Approve ? "ReportPages.Approved" : "ReportPages.Returned"]);
    }

    private IActionResult Answered(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            this.Toast(done);
            return LocalRedirect($"/reports/{Report.Period.Address}");
        }

        ModelState.Say(refusal, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(ReportPeriod period, CancellationToken cancellation)
    {
        if (await reports.ReadAsync(period, current.Require(), cancellation) is not { } report)
        {
            return false;
        }

        Report = report;
        Clock = current.Require().SeesEveryCase ? await clocks.OfAsync(period, cancellation) : null;
        return true;
    }
}

/// <param name="Sections">Key of the heading, and what is written under it.</param>
public sealed record ReportCopy(IReadOnlyList<(string Key, string Text)> Sections, IReadOnlyList<FigureTable> Tables);
