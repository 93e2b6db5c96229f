using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>Another name from now on. Cases keep the name under which they were classified.</summary>
public sealed record RenameCategory(Guid CategoryId, string Name, ActContext Act);

public sealed class RenameCategoryHandler(UnitOfWork work, CategoryWriter writer)
{
    public async Task<Result> HandleAsync(RenameCategory command, CancellationToken cancellation)
    {
        if (CategoryWriter.CheckName(command.Name) is { } refusal)
        {
            return refusal;
        }

        if (await work.Db.FindAsync<Category>([command.CategoryId], cancellation) is not { } category)
        {
            return new Refusal("category-unknown");
        }

        var name = command.Name.Trim();
        if (name == category.Name)
        {
            return Result.Done;
        }

        var before = category.Path;
        var path = before[..^category.Name.Length] + name;
        if (await work.Db.Set<Category>().AnyAsync(c => c.Path == path, cancellation))
        {
            return new Refusal("category-exists", path) { Field = "Name" };
        }

        var code = category.Code;
        var below = await work.Db.Set<Category>().Where(c => c.Code.StartsWith(code) && c.Id != category.Id).ToListAsync(cancellation);
        (category.Name, category.Path) = (name, path);
        foreach (var child in below)
        {
            child.Path = path + child.Path[before.Length..];
        }

        writer.Log(category, CategoryChangeKind.Renamed, before, command.Act);
        return Result.Done;
    }
}
