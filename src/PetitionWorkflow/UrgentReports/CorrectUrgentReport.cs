using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.UrgentReports;

/// <summary>
/// What was reported turned out wrong or incomplete (四(三)2c, C72): the report keeps its number and gets its next version. The office
/// corrects; the leaders are told again.
/// </summary>
public sealed record CorrectUrgentReport(Guid DocumentId, UrgentSections Sections, string? Reason, Viewer By)
{
    /// <summary>Characters of the reason.</summary>
    public const int MaxReason = 500;

    public static bool IsFor(Viewer viewer) => viewer.Is(Roles.Clerk) || viewer.Is(Roles.Administrator);
}

public sealed class CorrectUrgentReportHandler(UnitOfWork work, UrgentReporter reporter)
{
    /// <returns>The new version.</returns>
    public async Task<Result<int>> HandleAsync(CorrectUrgentReport command, CancellationToken cancellation)
    {
        await work.BeginAsync(cancellation);
        var visible = work.Db.Set<Petition>().WorkableBy(command.By);
        var report = await work.Db.Set<UrgentReport>().SingleOrDefaultAsync(r => r.DocumentId == command.DocumentId && visible.Any(p => p.Id == r.PetitionId), cancellation);
        if (report is null || !CorrectUrgentReport.IsFor(command.By))
        {
            return new Refusal("case-not-found");
        }

        var petition = await work.Db.Set<Petition>().SingleAsync(p => p.Id == report.PetitionId, cancellation);
        var sections = new UrgentSections(Clean(command.Sections.Facts), Clean(command.Sections.Development), Clean(command.Sections.Measures));
        var reason = Clean(command.Reason);
        if (!petition.IsOpen)
        {
            return new Refusal("case-closed");
        }

        return Refusal.Together([.. Faults(report, sections, reason)]) is { } refusal
            ? refusal
            : await reporter.CorrectAsync(petition, report, sections, reason, command.By.Act(), cancellation);
    }

    private static IEnumerable<Refusal> Faults(UrgentReport report, UrgentSections sections, string reason)
    {
        foreach (var (field, text) in new[] { (nameof(sections.Facts), sections.Facts), (nameof(sections.Development), sections.Development), (nameof(sections.Measures), sections.Measures) })
        {
            if (text.Length == 0)
            {
                yield return new Refusal("urgent-report-section-missing") { Field = field };
            }
        }

        if (reason.Length is 0 or > CorrectUrgentReport.MaxReason)
        {
            yield return new Refusal("urgent-report-correction-reason", CorrectUrgentReport.MaxReason) { Field = nameof(CorrectUrgentReport.Reason) };
        }

        if (UrgentReporter.ChangesOf(report, sections).Count == 0)
        {
            yield return new Refusal("urgent-report-unchanged") { Field = nameof(sections.Facts) };
        }
    }

    private static string Clean(string? typed) => TypedText.Clean(typed);
}
