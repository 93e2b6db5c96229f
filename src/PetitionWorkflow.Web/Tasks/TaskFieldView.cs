using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>One field as the page draws it; every text already in the reader's language.</summary>
public sealed record TaskFieldView(TaskFormField Field, string Label, string? Hint, string Value)
{
    /// <summary>What stands in the way, after a submission.</summary>
    public string? Problem { get; init; }

    /// <summary>For choices, units and people.</summary>
    public IReadOnlyList<(string Value, string Text)> Options { get; init; } = [];

    /// <summary>What the flow proposes and why.</summary>
    public (string Text, string Reason)? Suggestion { get; init; }

    /// <summary>Offered beside the field itself; what is typed into the field counts over the one that is chosen.</summary>
    public IReadOnlyList<(string Value, string Reason)> Choices { get; init; } = [];

    /// <summary>What stands in the field itself: nothing while one of the choices is chosen.</summary>
    public string Typed => Choices.Any(c => c.Value == Value) ? "" : Value;

    /// <summary>Whether it must be filled in for every outcome for which it is asked.</summary>
    public bool Required { get; init; }

    /// <summary>Numbers of the outcomes for which it shows; empty means always.</summary>
    public IReadOnlyList<int> ShownFor { get; init; } = [];

    /// <summary>The outcomes' names, for readers whose browser cannot hide fields.</summary>
    public string ShownForText { get; init; } = "";

    /// <summary>The field whose answer decides whether this one is asked, and the answers; for the script.</summary>
    public (string Field, string Is)? AskedWhen => Field.When is { } when ? (TaskFormView.Prefix + when.Field, string.Join(' ', when.Is)) : null;

    /// <summary>The same in words, for readers without script.</summary>
    public string? AskedWhenText { get; init; }

    public string InputName => TaskFormView.Prefix + Field.Name;

    public bool Ticked => Value is "true" or "on" or "1";
}

/// <summary>A whole form as the page draws it.</summary>
public sealed record TaskFormView(IReadOnlyList<TaskFieldView> Fields, IReadOnlyList<TaskOutcome> Outcomes)
{
    /// <summary>Before every field's name in the posted form, so that no field can be taken for a control of the page.</summary>
    public const string Prefix = "f-";

    /// <summary>The outcome that was chosen, after a submission.</summary>
    public string? Chosen { get; init; }

    /// <summary>
    /// With fields that depend on the outcome, the outcome is chosen first and the form changes with it; otherwise each outcome
    /// is a button.
    /// </summary>
    public bool ChooseFirst => Fields.Any(f => f.ShownFor.Count > 0 && f.Field.Name != TaskForm.ReasonField);

    /// <summary>The form with a value in a field that is still empty.</summary>
    public TaskFormView With(string field, string value) =>
        this with { Fields = [.. Fields.Select(f => f.Field.Name == field && f.Value.Length == 0 ? f with { Value = value } : f)] };

    public static IReadOnlyDictionary<string, string> Typed(IFormCollection posted) => posted
        .Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(p => p.Key[Prefix.Length..], p => p.Value.FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)) ?? "");
}
