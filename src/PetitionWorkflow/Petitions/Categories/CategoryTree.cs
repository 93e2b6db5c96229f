using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>A category as the administrator's page lists it.</summary>
/// <param name="Cases">How many cases were classified under it.</param>
public sealed record CategoryLine(Category Category, bool IsActive, int Cases);

/// <summary>Reads the classification.</summary>
public sealed class CategoryTree(PetitionDbContext db, TimeProvider time)
{
    /// <summary>What a clerk may choose today, by code.</summary>
    public async Task<IReadOnlyList<Category>> ActiveAsync(CancellationToken cancellation) => await Active().OrderBy(c => c.Code).ToListAsync(cancellation);

    /// <summary>All of a branch with its retired entries, a parent before its children.</summary>
    /// <param name="root">Code of a first-level category; null for the first level alone.</param>
    public async Task<IReadOnlyList<CategoryLine>> LinesAsync(string? root, CancellationToken cancellation)
    {
        var today = time.Today();
        var all = db.Set<Category>().AsNoTracking().Where(c => root == null ? c.Level == 1 : c.Code.StartsWith(root));
        var found = await all.OrderBy(c => c.Code)
            .Select(c => new { Category = c, Cases = db.Set<CaseCategory>().Count(k => k.CategoryId == c.Id) })
            .ToListAsync(cancellation);
        return [.. found.Select(f => new CategoryLine(f.Category, f.Category.IsActiveOn(today), f.Cases))];
    }

    public async Task<IReadOnlyList<CategoryChange>> ChangesAsync(int count, CancellationToken cancellation) =>
        await db.Set<CategoryChange>().AsNoTracking().OrderByDescending(c => c.Id).Take(count).ToListAsync(cancellation);

    /// <summary>By path or code; by its own name when only one active category is called so.</summary>
    public async Task<Category?> FindActiveAsync(string typed, CancellationToken cancellation)
    {
        var path = string.Join('/', typed.Split('/', StringSplitOptions.TrimEntries));
        var found = await Active().Where(c => c.Path == path || c.Code == path || c.Name == path).OrderBy(c => c.Code).Take(20).ToListAsync(cancellation);
        return found.Find(c => c.Path == path || c.Code == path) ?? (found.Count == 1 ? found[0] : null);
    }

    private IQueryable<Category> Active()
    {
        var today = time.Today();
        return db.Set<Category>().AsNoTracking().Where(c => c.ActiveFrom <= today && (c.ActiveUntil == null || c.ActiveUntil > today));
    }
}
