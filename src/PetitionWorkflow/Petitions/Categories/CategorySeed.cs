using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>The shipped classification (categories.csv), once: from then on it is the office's own.</summary>
internal sealed class CategorySeed(PetitionDbContext db, UnitOfWorkRunner runner) : IStartupSeed
{
    public async Task SeedAsync(CancellationToken cancellation)
    {
        if (await db.Set<Category>().AnyAsync(cancellation))
        {
            return;
        }

        await runner.RunAsync<UnitOfWork>(work =>
        {
            work.Db.AddRange(ShippedCategories.All());
            return Task.FromResult(Result.Done);
        }, cancellation);
    }
}

/// <summary>The classification that comes with the service.</summary>
public static class ShippedCategories
{
    private static readonly DateOnly Always = new(2000, 1, 1);

    /// <summary>In the order of their codes, so that a parent comes before its children.</summary>
    public static IReadOnlyList<Category> All()
    {
        using var reader = new StreamReader(typeof(ShippedCategories).Assembly.GetManifestResourceStream("petitions/categories.csv")!);
        var known = new Dictionary<string, Category>();
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var (code, name) = (line[..line.IndexOf(',', StringComparison.Ordinal)], line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..].Trim());
            var parent = code.Length > 2 ? known[code[..^2]] : null;
            known.Add(code, new Category
            {
                Id = Guid.CreateVersion7(),
                Code = code,
                ParentId = parent?.Id,
                Level = code.Length / 2,
                Name = name,
                Path = parent is null ? name : $"{parent.Path}/{name}",
                ActiveFrom = Always,
            });
        }

        return [.. known.Values];
    }
}
