using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Reports;
using PetitionWorkflow.Reports.Periodic;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>A report as an official paper, to print or as a Word file: always the reader's own copy.</summary>
[Authorize(Policy = Policies.ReadReports)]
public sealed class PaperModel(PeriodReports reports, ReportPaper paper, CurrentViewer current) : PageModel
{
    public ReportPeriod Period { get; private set; }
    public string Title { get; private set; } = "";
    public string Paper { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(ReportSpan span, int year, int number, CancellationToken cancellation)
    {
        if (await reports.ReadAsync(new ReportPeriod(span, year, number), current.Require(), cancellation) is not { } report)
        {
            return NotFound();
        }

        (Period, Title, Paper) = (report.Period, paper.TitleOf(report), paper.Html(report));
        return Page();
    }

    public async Task<IActionResult> OnGetWordAsync(ReportSpan span, int year, int number, CancellationToken cancellation) =>
        await reports.ReadAsync(new ReportPeriod(span, year, number), current.Require(), cancellation) is { } report
            ? File(paper.Word(report), WordPaper.ContentType, string.Create(CultureInfo.InvariantCulture, $"report-{span.ToString().ToLowerInvariant()}-{year}-{number:00}.docx"))
            : NotFound();
}
