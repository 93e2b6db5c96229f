using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions.Barring;
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

    /// <summary>The viewer's own unit; for the petition office, its own staff. Nobody who is barred from the case.</summary>
    public async Task<IReadOnlyList<TaskCandidate>> ColleaguesAsync(Guid petitionId, Viewer viewer, CancellationToken cancellation)
    {
        var unit = viewer.UnitId;
        return await db.Set<StaffMember>().Where(s => s.IsActive && s.UnitId == unit).NotBarredFrom(petitionId, db).OrderBy(s => s.DisplayName).ThenBy(s => s.Id)
            .Select(s => new TaskCandidate(s.Id, s.DisplayName)).ToListAsync(cancellation);
    }

    /// <summary>Everybody who works here, the petition office first, each with the unit.</summary>
    public async Task<IReadOnlyList<TaskCandidate>> EverybodyAsync(CancellationToken cancellation) => await (
        from person in db.Set<StaffMember>()
        where person.IsActive
        join unit in db.Set<Unit>() on person.UnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        orderby unit == null ? "" : unit.Name, person.DisplayName, person.Id
        select new TaskCandidate(person.Id, unit == null ? person.DisplayName : person.DisplayName + " · " + unit.Name)).ToListAsync(cancellation);

    public Task<IReadOnlyList<Category>> CategoriesAsync(CancellationToken cancellation) => categories.ActiveAsync(cancellation);

    /// <summary>What is wrong; a category typed by code or name becomes its path in <paramref name="data"/>.</summary>
    public async Task<IReadOnlyList<Refusal>> CheckAsync(Guid petitionId, TaskForm form, JsonObject data, Viewer viewer, CancellationToken cancellation)
    {
        var wrong = new List<Refusal>();
        foreach (var field in form.Fields.Where(f => f.Kind is TaskFieldKind.Unit or TaskFieldKind.Staff or TaskFieldKind.Person && data.ContainsKey(f.Name)))
        {
            var id = Guid.Parse(data[field.Name]!.GetValue<string>());
            var code = field.Kind == TaskFieldKind.Unit ? await UnitFaultAsync(id, cancellation) : await PersonFaultAsync(petitionId, id, field.Kind, viewer, cancellation);
            if (code is not null)
            {
                wrong.Add(new Refusal(code) { Field = field.Name });
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

    private async Task<string?> UnitFaultAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<Unit>().AnyAsync(u => u.Id == id && u.IsActive, cancellation) ? null : "field-unknown-unit";

    /// <summary>Who is to work on the case must be a colleague and not barred from it; who is only named in it is anybody.</summary>
    private async Task<string?> PersonFaultAsync(Guid petitionId, Guid id, TaskFieldKind kind, Viewer viewer, CancellationToken cancellation)
    {
        var (unit, named) = (viewer.UnitId, kind == TaskFieldKind.Person);
        var people = db.Set<StaffMember>().Where(s => s.Id == id && s.IsActive && (named || s.UnitId == unit));
        return !await people.AnyAsync(cancellation) ? "field-unknown-person"
            : named || await people.NotBarredFrom(petitionId, db).AnyAsync(cancellation) ? null
            : "person-recused";
    }
}
