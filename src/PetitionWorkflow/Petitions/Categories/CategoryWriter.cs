using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>What adding by hand and adding from a file have in common, and the log of changes.</summary>
public sealed class CategoryWriter(UnitOfWork work)
{
    /// <summary>Names are parts of a path and of a file's cells.</summary>
    public static Refusal? CheckName(string? name) =>
        string.IsNullOrWhiteSpace(name) || name.Trim().Length > Category.MaxName || name.AsSpan().ContainsAny("/,\"\r\n\t")
            ? new Refusal("category-name", Category.MaxName) { Field = "Name" }
            : null;

    /// <param name="parent">Null for the first level.</param>
    /// <param name="siblings">Codes beside it that are taken.</param>
    /// <param name="name">As typed.</param>
    /// <param name="act">Who adds it.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task<Result<Category>> AddAsync(
        Category? parent, string name, IReadOnlyCollection<string> siblings, ActContext act, CancellationToken cancellation)
    {
        var refusal = CheckName(name) ?? (parent?.Level == Category.MaxLevel ? new Refusal("category-too-deep", Category.MaxLevel) : null)
            ?? (parent is not null && !parent.IsActiveOn(work.Time.Today()) ? new Refusal("category-parent-retired", parent.Path) : null);
        if (refusal is not null)
        {
            return refusal;
        }

        var path = parent is null ? name.Trim() : $"{parent.Path}/{name.Trim()}";
        if (await work.Db.Set<Category>().AnyAsync(c => c.Path == path, cancellation))
        {
            return new Refusal("category-exists", path) { Field = "Name" };
        }

        var taken = siblings.Count == 0 ? 0 : siblings.Max(s => int.Parse(s[^2..], CultureInfo.InvariantCulture));
        if (taken == 99)
        {
            return new Refusal("category-full", parent?.Path ?? "");
        }

        var added = new Category
        {
            Id = Guid.CreateVersion7(work.Time.GetUtcNow()),
            Code = $"{parent?.Code}{taken + 1:00}",
            ParentId = parent?.Id,
            Level = (parent?.Level ?? 0) + 1,
            Name = name.Trim(),
            Path = path,
            ActiveFrom = work.Time.Today(),
        };
        work.Db.Add(added);
        Log(added, CategoryChangeKind.Added, null, act);
        return added;
    }

    public void Log(Category category, CategoryChangeKind kind, string? before, ActContext act) => work.Db.Add(new CategoryChange
    {
        CategoryId = category.Id,
        Kind = kind,
        Before = before,
        After = category.Path,
        At = work.Time.UtcNow(),
        ActorId = act.ActorId,
        ActorName = act.ActorName,
    });
}
