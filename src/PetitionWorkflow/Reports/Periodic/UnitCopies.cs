using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Archive.Publication;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Reports.Periodic;

/// <summary>Makes the copy that units read: everything that tells of a person or of a single case is struck out of the words (C68).</summary>
public sealed partial class UnitCopies(PetitionDbContext db)
{
    public async Task<UnitCopy> OfAsync(PeriodReport report, CancellationToken cancellation)
    {
        var figures = SmallCounts.Hide(report.UnitFigures);
        var petitioners = await PetitionersAsync(report.Period, cancellation);
        return new UnitCopy(
            new ReportWords(Strike(report.Words.Overview), Strike(report.Words.KeyProblems), Strike(report.Words.Forecast), Strike(report.Words.Suggestions)),
            figures with { Suggestions = [.. figures.Suggestions.Select(s => s with { Text = Strike(s.Text) })] });

        string Strike(string text) => CaseNumber().Replace(Redaction.Strike(text, petitioners), Redaction.Mark);
    }

    /// <summary>Of every case that was open in the period: no other can have given it anything to tell.</summary>
    private Task<List<Petitioner>> PetitionersAsync(Period period, CancellationToken cancellation) => db.Set<Petition>().AsNoTracking()
        .Where(p => p.ReceivedAt < period.Until && (p.ClosedAt == null || p.ClosedAt >= period.From)).Select(p => p.Petitioner).ToListAsync(cancellation);

    /// <summary>XF-2026-000123 and its like; which of them accuse somebody a reader must not even be able to ask.</summary>
    [GeneratedRegex(@"\b[A-Z]{2}-\d{4}-\d{3,}\b", RegexOptions.IgnoreCase)]
    private static partial Regex CaseNumber();
}
