using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>Keeps the four sections; with <paramref name="Submit"/> it also lays the report before the leaders, and then none may be empty (C64).</summary>
public sealed record WriteReport(ReportPeriod Period, ReportWords Words, bool Submit, Viewer By);

public sealed class WriteReportHandler(UnitOfWork work, PeriodReports reports, UnitCopies copies)
{
    public async Task<Result> HandleAsync(WriteReport command, CancellationToken cancellation)
    {
        if (!command.By.WritesReports)
        {
            return new Refusal("report-not-allowed");
        }

        if (await reports.FindAsync(command.Period, cancellation) is not { } report)
        {
            return new Refusal("report-not-found");
        }

        var words = new ReportWords(
            TypedText.Clean(command.Words.Overview), TypedText.Clean(command.Words.KeyProblems), TypedText.Clean(command.Words.Forecast),
            TypedText.Clean(command.Words.Suggestions));
        if (Refusal.Together([.. FaultsOf(words, command.Submit)]) is { } faults)
        {
            return faults;
        }

        var (act, now) = (command.By.Act(), work.Time.UtcNow());
        var written = report.Write(words, act, now);
        return written.IsRefused || !command.Submit ? written : report.Submit(await copies.OfAsync(report, cancellation), act, now);
    }

    private static IEnumerable<Refusal> FaultsOf(ReportWords words, bool submit)
    {
        var sections = new (string Name, string Text)[]
        {
            (nameof(words.Overview), words.Overview), (nameof(words.KeyProblems), words.KeyProblems), (nameof(words.Forecast), words.Forecast),
            (nameof(words.Suggestions), words.Suggestions),
        };
        foreach (var (name, text) in sections)
        {
            if (submit && text.Length == 0)
            {
                yield return new Refusal("report-section-empty") { Field = name };
            }

            if (text.Length > ReportWords.MaxSection)
            {
                yield return new Refusal("field-too-long", ReportWords.MaxSection, text.Length) { Field = name };
            }
        }
    }
}
