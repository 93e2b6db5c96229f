using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Monthly;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Web.Layout.Parts;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>One month report, in the copy that the reader may have; written by clerks, decided by leaders.</summary>
[Authorize(Policy = Policies.ReadReports)]
public sealed class MonthModel(
    MonthReports reports, ReportClocks clocks, FigureTables tables, ReportPaper paper, UnitOfWorkRunner runner, CurrentViewer current, Texts texts) : PageModel
{
    [BindProperty, Display(Name = "Monthly.Words.Overview")]
    public string? Overview { get; set; }

    [BindProperty, Display(Name = "Monthly.Words.KeyProblems")]
    public string? KeyProblems { get; set; }

    [BindProperty, Display(Name = "Monthly.Words.Forecast")]
    public string? Forecast { get; set; }

    [BindProperty, Display(Name = "Monthly.Words.Suggestions")]
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

    public bool MayWrite => Report.Whole is { IsWritable: true } && current.Require().WritesReports;

    public bool MayDecide => Report.State == ReportState.Submitted && current.Require().ApprovesReports;

    /// <param name="words">Null while they stand in the form.</param>
    /// <param name="figures">Numbers of the copy.</param>
    public ReportCopy CopyOf(ReportWords? words, MonthFigures figures) => new(
        words is null ? [] :
        [
            ("Monthly.Words.Overview", words.Overview), ("Monthly.Words.KeyProblems", words.KeyProblems), ("Monthly.Words.Forecast", words.Forecast),
            ("Monthly.Words.Suggestions", words.Suggestions),
        ],
        tables.Of(figures));

    public async Task<IActionResult> OnGetAsync(int year, int month, CancellationToken cancellation)
    {
        if (!await LoadAsync(year, month, cancellation))
        {
            return NotFound();
        }

        (Overview, KeyProblems, Forecast, Suggestions) = (Report.Words.Overview, Report.Words.KeyProblems, Report.Words.Forecast, Report.Words.Suggestions);
        return Page();
    }

    public async Task<IActionResult> OnPostWriteAsync(int year, int month, CancellationToken cancellation)
    {
        if (!await LoadAsync(year, month, cancellation))
        {
            return NotFound();
        }

        var words = new ReportWords(Overview ?? "", KeyProblems ?? "", Forecast ?? "", Suggestions ?? "");
        var command = new WriteMonthReport(year, month, words, Submit, current.Require());
        var done = await runner.RunAsync<WriteMonthReportHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(done.Refusal, texts[Submit ? "ReportPages.Submitted" : "ReportPages.Saved"]);
    }

    public async Task<IActionResult> OnPostDecideAsync(int year, int month, CancellationToken cancellation)
    {
        if (!await LoadAsync(year, month, cancellation))
        {
            return NotFound();
        }

        var command = new DecideMonthReport(year, month, Approve, Words, Submission, current.Require());
        var done = await runner.RunAsync<DecideMonthReportHandler>(h => h.HandleAsync(command, cancellation), cancellation);
        return Answered(done.Refusal, texts[Approve ? "ReportPages.Approved" : "ReportPages.Returned"]);
    }

    private IActionResult Answered(Refusal? refusal, string done)
    {
        if (refusal is null)
        {
            this.Toast(done);
            return LocalRedirect($"/reports/{Report.Year}/{Report.Month}");
        }

        ModelState.Say(refusal, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(int year, int month, CancellationToken cancellation)
    {
        if (await reports.ReadAsync(year, month, current.Require(), cancellation) is not { } report)
        {
            return false;
        }

        Report = report;
        Clock = current.Require().SeesEveryCase ? await clocks.OfAsync(Period.Month(year, month), cancellation) : null;
        return true;
    }
}

/// <param name="Sections">Key of the heading, and what is written under it.</param>
public sealed record ReportCopy(IReadOnlyList<(string Key, string Text)> Sections, IReadOnlyList<FigureTable> Tables);
