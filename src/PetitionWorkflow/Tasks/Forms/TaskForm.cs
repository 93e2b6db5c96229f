namespace PetitionWorkflow.Tasks.Forms;

/// <summary>The form of a task: what is asked and how it can end.</summary>
public sealed record TaskForm(IReadOnlyList<TaskFormField> Fields, IReadOnlyList<TaskOutcome> Outcomes)
{
    /// <summary>The field that outcomes with <see cref="TaskOutcome.RequiresReason"/> demand.</summary>
    public const string ReasonField = "reason";

    public TaskOutcome? Outcome(string name) => Outcomes.FirstOrDefault(o => o.Name == name);

    public TaskFormField? Field(string name) => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>Only the outcomes that the flow has wired, in the form's order; one that the form does not know keeps its name.</summary>
    public TaskForm WiredTo(IReadOnlyList<string> outcomes) => this with
    {
        Outcomes =
        [
            .. Outcomes.Where(o => outcomes.Contains(o.Name)),
            .. outcomes.Where(name => Outcome(name) is null).Select(name => new TaskOutcome { Name = name, Style = TaskOutcomeStyle.Secondary }),
        ],
    };

    /// <summary>Adds the reason field when an outcome demands one and the form has none of that name.</summary>
    public TaskForm WithReason()
    {
        var demanding = Outcomes.Where(o => o.RequiresReason).Select(o => o.Name).ToArray();
        return demanding.Length == 0 || Field(ReasonField) is not null
            ? this
            : this with
            {
                Fields =
                [
                    .. Fields,
                    new TaskFormField { Name = ReasonField, Kind = TaskFieldKind.Multiline, LabelKey = "Tasks.Reason", OnlyFor = demanding, MaxLength = 1000 },
                ],
            };
    }
}

/// <summary>A value that the flow proposes for a field, and why; shown beside the field and never forced (C20).</summary>
/// <param name="Value">Filled in; empty when nothing is.</param>
/// <param name="Choices">Offered for a person to choose from, none of them filled in; a reason here is the words that spoke for it.</param>
public sealed record TaskSuggestion(string Value, string Reason, IReadOnlyList<TaskSuggestion>? Choices = null);
