using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>Not offered any more from today, with all that lies under it; or offered again, alone.</summary>
/// <param name="Active">False retires, true takes back into use.</param>
public sealed record RetireCategory(Guid CategoryId, bool Active, ActContext Act);

public sealed class RetireCategoryHandler(UnitOfWork work, CategoryWriter writer)
{
    public async Task<Result> HandleAsync(RetireCategory command, CancellationToken cancellation)
    {
        if (await work.Db.FindAsync<Category>([command.CategoryId], cancellation) is not { } category)
        {
            return new Refusal("category-unknown");
        }

        var today = work.Time.Today();
        if (command.Active)
        {
            return await RestoreAsync(category, command.Act, cancellation);
        }

        var code = category.Code;
        foreach (var entry in await work.Db.Set<Category>().Where(c => c.Code.StartsWith(code)).OrderBy(c => c.Code).ToListAsync(cancellation))
        {
            if (entry.IsActiveOn(today))
            {
                entry.ActiveUntil = today;
                writer.Log(entry, CategoryChangeKind.Retired, entry.Path, command.Act);
            }
        }

        return Result.Done;
    }

    private async Task<Result> RestoreAsync(Category category, ActContext act, CancellationToken cancellation)
    {
        var parent = category.ParentId is { } id ? await work.Db.FindAsync<Category>([id], cancellation) : null;
        if (parent is not null && !parent.IsActiveOn(work.Time.Today()))
        {
            return new Refusal("category-parent-retired", parent.Path);
        }

        if (category.ActiveUntil is not null)
        {
            category.ActiveUntil = null;
            writer.Log(category, CategoryChangeKind.Restored, category.Path, act);
        }

        return Result.Done;
    }
}
