using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tasks;

/// <summary>A unit to choose; decision tables know it by its code.</summary>
public sealed record UnitChoice(Guid Id, string Code, string Name);

/// <summary>What the unit, staff and category fields of a form may hold: the choices to offer and the check of what came back.</summary>
public sealed class TaskReferences(PetitionDbContext db, CategoryTree categories)
{
    public async Task<IReadOnlyList<UnitChoice>> UnitsAsync(CancellationToken cancellation) =>
        await db.Set<Unit>().Where(u => u.IsActive).OrderBy(u => u.Name).ThenBy(u => u.Id)
            .Select(u => new UnitChoice(u.Id, u.Code, u.Name)).ToListAsync(cancellation);

    /// <summary>The viewer's own unit; for the petition office, its own staff.</summary>
    public async Task<IReadOnlyList<TaskCandidate>> ColleaguesAsync(Viewer viewer, CancellationToken cancellation)
    {
        var unit = viewer.UnitId;
        return await db.Set<StaffMember>().Where(s => s.IsActive && s.UnitId == unit).OrderBy(s => s.DisplayName).ThenBy(s => s.Id)
            .Select(s => new TaskCandidate(s.Id, s.DisplayName)).ToListAsync(cancellation);
    }

    public Task<IReadOnlyList<Category>> CategoriesAsync(CancellationToken cancellation) => categories.ActiveAsync(cancellation);

    /// <summary>What is wrong; a category typed by code or name becomes its path in <paramref name="data"/>.</summary>
    public async Task<IReadOnlyList<Refusal>> CheckAsync(TaskForm form, JsonObject data, Viewer viewer, CancellationToken cancellation)
    {
        var wrong = new List<Refusal>();
        foreach (var field in form.Fields.Where(f => f.Kind is TaskFieldKind.Unit or TaskFieldKind.Staff && data.ContainsKey(f.Name)))
        {
            var id = Guid.Parse(data[field.Name]!.GetValue<string>());
            var unit = viewer.UnitId;
            var known = field.Kind == TaskFieldKind.Unit
                ? await db.Set<Unit>().AnyAsync(u => u.Id == id && u.IsActive, cancellation)
                : await db.Set<StaffMember>().AnyAsync(s => s.Id == id && s.IsActive && s.UnitId == unit, cancellation);
            if (!known)
            {
                wrong.Add(new Refusal(field.Kind == TaskFieldKind.Unit ? "field-unknown-unit" : "field-unknown-person") { Field = field.Name });
            }
        }

        foreach (var field in form.Fields.Where(f => f.Kind == TaskFieldKind.Category && data.ContainsKey(f.Name)))
        {
            if (await categories.FindActiveAsync(data[field.Name]!.GetValue<string>(), cancellation) is { } category)
            {
                data[field.Name] = category.Path;
            }
            else
            {
                wrong.Add(new Refusal("field-unknown-category") { Field = field.Name });
            }
        }

        return wrong;
    }
}
