using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>
/// The guesser of the day: made anew each day from the names in force and the office's own cases that a person classified, the latest of
/// them. It lives in memory only.
/// </summary>
public sealed class CategoryGuesses(PetitionDbContext db, CategoryTree tree, CategoryGuessCache cache, TimeProvider time)
{
    private const int CasesRead = 1000;

    public async Task<CategoryGuesser> TodayAsync(CancellationToken cancellation)
    {
        var today = time.Today();
        if (cache.Kept is { } kept && kept.Day == today)
        {
            return kept.Guesser;
        }

        var guesser = new CategoryGuesser((await tree.ActiveAsync(cancellation)).Select(c => c.Path));

        // By today's name of the category, which may have been renamed since.
        var classified =
            from chosen in db.Set<CaseCategory>().AsNoTracking()
            where chosen.IsMain
            join category in db.Set<Category>() on chosen.CategoryId equals category.Id
            join petition in db.Set<Petition>() on chosen.PetitionId equals petition.Id
            orderby chosen.Id descending
            select new { category.Path, petition.Subject, petition.Text };
        foreach (var c in await classified.Take(CasesRead).ToListAsync(cancellation))
        {
            guesser.Learn(c.Path, $"{c.Subject}\n{c.Text}");
        }

        cache.Kept = new CategoryGuessCache.OfDay(today, guesser);
        return guesser;
    }
}

/// <summary>Kept between requests; only read once it is made.</summary>
public sealed class CategoryGuessCache
{
    internal volatile OfDay? Kept;

    internal sealed record OfDay(DateOnly Day, CategoryGuesser Guesser);
}
