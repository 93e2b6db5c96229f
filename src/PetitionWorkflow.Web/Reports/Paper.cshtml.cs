using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Documents.Word;
using PetitionWorkflow.Reports.Monthly;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Reports;

/// <summary>A month report as an official paper, to print or as a Word file: always the reader's own copy.</summary>
[Authorize(Policy = Policies.ReadReports)]
public sealed class PaperModel(MonthReports reports, ReportPaper paper, CurrentViewer current) : PageModel
{
    public int Year { get; private set; }
    public int Month { get; private set; }
    public string Title { get; private set; } = "";
    public string Paper { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int year, int month, CancellationToken cancellation)
    {
        if (await reports.ReadAsync(year, month, current.Require(), cancellation) is not { } report)
        {
            return NotFound();
        }

        (Year, Month, Title, Paper) = (year, month, paper.TitleOf(report), paper.Html(report));
        return Page();
    }

    public async Task<IActionResult> OnGetWordAsync(int year, int month, CancellationToken cancellation) =>
        await reports.ReadAsync(year, month, current.Require(), cancellation) is { } report
            ? File(paper.Word(report), WordPaper.ContentType, string.Create(CultureInfo.InvariantCulture, $"report-{year}-{month:00}.docx"))
            : NotFound();
}
