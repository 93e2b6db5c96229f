using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions;

namespace PetitionWorkflow.Persistence.Doctor;

/// <summary>Numbers of cases and documents are gapless per series: a hole is a lost row, a number given out twice is a doubled one.</summary>
internal sealed class NumbersHaveNoGap : IInvariant
{
    public async Task<IReadOnlyList<Violation>> FindAsync(PetitionDbContext db, CancellationToken cancellation)
    {
        var used = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        var numbers = db.Set<Petition>().Select(p => p.Number).Concat(db.Set<CaseDocument>().Select(d => d.Number));
        await foreach (var number in numbers.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var dash = number.LastIndexOf('-');
            if (dash > 0 && long.TryParse(number.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            {
                (used.TryGetValue(number[..dash], out var list) ? list : used[number[..dash]] = []).Add(position);
            }
        }

        var series = await db.Set<NumberSeries>().AsNoTracking().ToListAsync(cancellation);
        return [.. series.Where(s => !IsWhole(s, used)).Select(s => new Violation("number-gap", s.Series, s.Last, used.GetValueOrDefault(s.Series)?.Count ?? 0))];
    }

    private static bool IsWhole(NumberSeries series, Dictionary<string, List<long>> used) =>
        used.GetValueOrDefault(series.Series) is { } numbers && numbers.Count == series.Last && numbers.Distinct().Count() == numbers.Count && numbers.Max() == series.Last;
}
