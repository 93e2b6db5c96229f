using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Petitions.Categories;

/// <summary>A new entry, offered from today.</summary>
/// <param name="ParentId">Null for the first level.</param>
public sealed record AddCategory(Guid? ParentId, string Name, ActContext Act);

public sealed class AddCategoryHandler(UnitOfWork work, CategoryWriter writer)
{
    public async Task<Result<Guid>> HandleAsync(AddCategory command, CancellationToken cancellation)
    {
        var parent = command.ParentId is { } id ? await work.Db.FindAsync<Category>([id], cancellation) : null;
        if (command.ParentId is not null && parent is null)
        {
            return new Refusal("category-unknown");
        }

        var siblings = await work.Db.Set<Category>().Where(c => c.ParentId == command.ParentId).Select(c => c.Code).ToListAsync(cancellation);
        var added = await writer.AddAsync(parent, command.Name, siblings, command.Act, cancellation);
        return added.Refusal is { } refusal ? refusal : added.Value.Id;
    }
}
