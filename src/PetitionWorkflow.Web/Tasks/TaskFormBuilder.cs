using PetitionWorkflow.Petitions.Categories;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>What a person has typed or chosen so far, and what was wrong with it.</summary>
public sealed record TaskEntry(IReadOnlyDictionary<string, string> Values, string? Outcome = null, Refusal? Refusal = null);

/// <summary>Puts form, typed values, suggestions and problems together for the page.</summary>
public sealed class TaskFormBuilder(TaskReferences references, Texts texts)
{
    /// <param name="sent">What was sent in before, when the work came back; a draft and a proposal of the flow count over it.</param>
    public async Task<TaskFormView> BuildAsync(
        WorkTask task, TaskForm form, TaskEntry? entry, IReadOnlyDictionary<string, string> sent, Viewer viewer, CancellationToken cancellation)
    {
        var units = form.Fields.Any(f => f.Kind == TaskFieldKind.Unit) ? await references.UnitsAsync(cancellation) : [];
        var people = form.Fields.Any(f => f.Kind == TaskFieldKind.Staff) ? await references.ColleaguesAsync(task.PetitionId, viewer, cancellation) : [];
        var everybody = form.Fields.Any(f => f.Kind == TaskFieldKind.Person) ? await references.EverybodyAsync(cancellation) : [];
        var categories = form.Fields.Any(f => f.Kind == TaskFieldKind.Category) ? await references.CategoriesAsync(cancellation) : [];
        var suggestions = TaskForms.SuggestionsOf(task);
        var problems = ProblemsOf(entry?.Refusal);
        var draft = SaveTaskDraftHandler.Read(task);
        return new TaskFormView([.. form.Fields.Where(IsAsked).Select(Draw)], form.Outcomes) { Chosen = entry?.Outcome };

        bool IsAsked(TaskFormField field) => form.Outcomes.Any(o => field.AppliesTo(o.Name));

        TaskFieldView Draw(TaskFormField field)
        {
            var options = OptionsOf(field, units, field.Kind == TaskFieldKind.Person ? everybody : people, categories);
            var suggestion = suggestions.TryGetValue(field.Name, out var given) ? given with { Value = Resolve(field, given.Value, units) } : null;
            var value = entry is not null
                ? entry.Values.GetValueOrDefault(field.Name, "")
                : draft.GetValueOrDefault(field.Name) ?? Offered(field, suggestion?.Value, options) ?? sent.GetValueOrDefault(field.Name) ?? field.Default ?? "";
            return new TaskFieldView(field, texts.LabelOf(field), texts.HintOf(field), value)
            {
                Choices = ChoicesOf(field, suggestion, options),
                Options = options,
                Problem = problems.GetValueOrDefault(field.Name),
                Required = field.Required || (field.Name == TaskForm.ReasonField && ReasonIsDemanded(form, field)),
                Suggestion = suggestion is not { Value.Length: > 0 } ? null : (TextOf(field, options, suggestion.Value), suggestion.Reason),
                ShownFor = form.Outcomes.All(o => field.AppliesTo(o.Name)) ? [] : [.. IndexesOf(form, field)],
                AskedWhenText = field.When is { } when && form.Field(when.Field) is { } other ? texts["Tasks.AskedWhen", texts.LabelOf(other), string.Join(texts["Tasks.Comma"], when.Is.Select(v => AnswerOf(other, v)))] : null,
                ShownForText = string.Join(texts["Tasks.Comma"], form.Outcomes.Where(o => field.AppliesTo(o.Name)).Select(texts.LabelOf)),
            };
        }
    }

    private string AnswerOf(TaskFormField field, string value) => field.Options.FirstOrDefault(o => o.Value == value) is { } option ? texts.LabelOf(option) : texts["CasePage.Yes"];

    /// <summary>Messages that no field carries; they stand above the form.</summary>
    public IReadOnlyList<string> General(Refusal? refusal, TaskForm? form) => refusal is null
        ? []
        : [.. refusal.All.Where(r => r.Field is null || form?.Field(r.Field) is null).Select(texts.Of)];

    private Dictionary<string, string> ProblemsOf(Refusal? refusal) => refusal is null
        ? []
        : refusal.All.Where(r => r.Field is not null).DistinctBy(r => r.Field).ToDictionary(r => r.Field!, texts.Of);

    private IReadOnlyList<(string Value, string Text)> OptionsOf(
        TaskFormField field, IReadOnlyList<UnitChoice> units, IReadOnlyList<TaskCandidate> people, IReadOnlyList<Category> categories) => field.Kind switch
        {
            TaskFieldKind.Choice => [.. field.Options.Select(o => (o.Value, texts.LabelOf(o)))],
            TaskFieldKind.Unit => [.. units.Select(u => (u.Id.ToString(), u.Name))],
            TaskFieldKind.Staff or TaskFieldKind.Person => [.. people.Select(p => (p.Id.ToString(), p.Name))],
            TaskFieldKind.Category => [.. categories.Select(c => (c.Path, c.Code))],
            _ => [],
        };

    /// <summary>By every outcome for which the field shows; where each outcome is a button it shows for all of them.</summary>
    private static bool ReasonIsDemanded(TaskForm form, TaskFormField reason)
    {
        var hides = form.Fields.Any(f => f.Name != TaskForm.ReasonField && form.Outcomes.Any(o => f.AppliesTo(o.Name)) && !form.Outcomes.All(o => f.AppliesTo(o.Name)));
        return form.Outcomes.Where(o => !hides || reason.AppliesTo(o.Name)).All(o => o.RequiresReason);
    }

    private static IEnumerable<int> IndexesOf(TaskForm form, TaskFormField field) =>
        Enumerable.Range(0, form.Outcomes.Count).Where(i => field.AppliesTo(form.Outcomes[i].Name));

    /// <summary>A decision table names a unit by its code; the form holds its id.</summary>
    private static string Resolve(TaskFormField field, string value, IReadOnlyList<UnitChoice> units) =>
        field.Kind == TaskFieldKind.Unit && units.FirstOrDefault(u => u.Code == value) is { } unit ? unit.Id.ToString() : value;

    /// <summary>A table may still name a category that was retired or renamed since; it is told as a reason, not filled in.</summary>
    private static string? Offered(TaskFormField field, string? value, IReadOnlyList<(string Value, string Text)> options) =>
        field.Kind == TaskFieldKind.Category && (value is null or "" || options.All(o => o.Value != value)) ? null : value;

    /// <summary>What is filled in comes first among the choices, so that one can go back to it.</summary>
    private IReadOnlyList<(string Value, string Reason)> ChoicesOf(
        TaskFormField field, TaskSuggestion? suggestion, IReadOnlyList<(string Value, string Text)> options) => suggestion?.Choices is not { Count: > 0 } choices
        ? []
        : [
            .. choices.Select(c => (c.Value, Reason: c.Reason.Length == 0 ? "" : texts["Tasks.ChoiceReason", c.Reason]))
                .Prepend((suggestion.Value, Reason: texts["Tasks.ChoiceOfRules"])).Where(c => Offered(field, c.Value, options) is { Length: > 0 }).DistinctBy(c => c.Item1),
        ];

    private static string TextOf(TaskFormField field, IReadOnlyList<(string Value, string Text)> options, string value) =>
        field.Kind == TaskFieldKind.Category ? value : options.Where(o => o.Value == value).Select(o => o.Text).FirstOrDefault(value);
}
