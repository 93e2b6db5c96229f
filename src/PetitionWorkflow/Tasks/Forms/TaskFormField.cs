namespace PetitionWorkflow.Tasks.Forms;

/// <summary>What a person fills in: one field of a task's form.</summary>
public sealed record TaskFormField
{
    /// <summary>The key in <see cref="WorkTask.DataJson"/>: a letter, then letters, digits, <c>_</c> or <c>-</c>.</summary>
    public required string Name { get; init; }

    public required TaskFieldKind Kind { get; init; }

    /// <summary>Key of the label's text for built-in forms; wins over <see cref="Label"/>.</summary>
    public string? LabelKey { get; init; }

    /// <summary>The label as typed in the designer.</summary>
    public string? Label { get; init; }

    public string? HintKey { get; init; }
    public string? Hint { get; init; }

    /// <summary>For a checkbox: must be ticked.</summary>
    public bool Required { get; init; }

    /// <summary>For <see cref="TaskFieldKind.Choice"/>.</summary>
    public IReadOnlyList<TaskFieldOption> Options { get; init; } = [];

    /// <summary>Characters; null means 200 for a line and 4000 for a text.</summary>
    public int? MaxLength { get; init; }

    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>What stands in the field before anybody typed.</summary>
    public string? Default { get; init; }

    /// <summary>Outcomes for which the field is asked; empty means every outcome. For others it is neither checked nor stored.</summary>
    public IReadOnlyList<string> OnlyFor { get; init; } = [];

    /// <summary>For which answers to an earlier field this one is asked; null is for all. What is given all the same is for the rules to judge.</summary>
    public TaskFieldCondition? When { get; init; }

    /// <summary>Asked only in a task whose flow proposed something for it.</summary>
    public bool OnlyIfProposed { get; init; }

    public bool AppliesTo(string outcome) => OnlyFor.Count == 0 || OnlyFor.Contains(outcome);

    public int Limit => MaxLength ?? (Kind is TaskFieldKind.Multiline or TaskFieldKind.LegalBasis ? 4000 : 200);
}

/// <summary>How a field is shown, checked and stored.</summary>
public enum TaskFieldKind
{
    /// <summary>One line; stored as a string.</summary>
    Text = 1,

    /// <summary>Several lines; stored as a string.</summary>
    Multiline = 2,

    /// <summary>Stored as a number.</summary>
    Number = 3,

    /// <summary>A legal day; stored as <c>yyyy-MM-dd</c>.</summary>
    Date = 4,

    /// <summary>One of the options; stored as the option's value.</summary>
    Choice = 5,

    /// <summary>Stored as true or false, always present.</summary>
    Checkbox = 6,

    /// <summary>An active handling unit; stored as its id.</summary>
    Unit = 7,

    /// <summary>An active staff member of the completing person's own unit; stored as the id.</summary>
    Staff = 8,

    /// <summary>Laws and policies that a decision rests on (C04), one per line; stored as a list of strings.</summary>
    LegalBasis = 9,

    /// <summary>An active category of the classification, typed as path, code or a name that only one has; stored as its path.</summary>
    Category = 10,

    /// <summary>Any active staff member, of the office or of a unit; stored as the id.</summary>
    Person = 11,
}

/// <param name="Field">A choice or a checkbox before this field.</param>
/// <param name="Is">Its values; <c>true</c> for a ticked box.</param>
public sealed record TaskFieldCondition(string Field, IReadOnlyList<string> Is)
{
    public bool IsMetBy(IReadOnlyDictionary<string, string> typed) => Is.Contains(typed.GetValueOrDefault(Field) is "on" or "1" ? "true" : typed.GetValueOrDefault(Field) ?? "");
}

public sealed record TaskFieldOption(string Value, string? LabelKey = null, string? Label = null);
