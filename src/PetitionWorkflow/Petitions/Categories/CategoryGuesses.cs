using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>The guesser of the day: made anew each day from the office's own classified cases, the latest of them.</summary>
public sealed class CategoryGuesses(PetitionDbContext db, CategoryTree tree, CategoryGuessCache cache, TimeProvider time)
{
    private const int CasesRead = 2000;

    public async Task<CategoryGuesser> TodayAsync(CancellationToken cancellation)
    {
        var today = time.Today();
        if (cache.Kept is { } kept && kept.Day == today)
        {
            return kept.Guesser;
        }

        var guesser = new CategoryGuesser((await tree.ActiveAsync(cancellation)).Select(c => c.Path));
        var cases = await db.Set<Petition>().AsNoTracking().Where(p => p.Category != null && p.Kind == CaseKind.Petition)
            .OrderByDescending(p => p.ReceivedAt).Take(CasesRead).Select(p => new { p.Category, p.Subject, p.Text }).ToListAsync(cancellation);
        cases.ForEach(c => guesser.Learn(c.Category!, $"{c.Subject}\n{c.Text}"));
        cache.Kept = new CategoryGuessCache.OfDay(today, guesser);
        return guesser;
    }
}

/// <summary>Kept between requests; read only once it is made.</summary>
public sealed class CategoryGuessCache
{
    internal volatile OfDay? Kept;

    internal sealed record OfDay(DateOnly Day, CategoryGuesser Guesser);
}
