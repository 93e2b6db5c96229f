using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Web.Tasks;

/// <summary>Names of tasks, fields and outcomes: a shipped one has a text in every language, a drawn one what was typed.</summary>
internal static class TaskWords
{
    public static string TaskName(this Texts texts, string taskType, string title) => taskType == TaskForms.Custom && title.Length > 0 ? title : texts.Or("Task." + taskType, title);

    /// <summary>Where only the type is known (the history).</summary>
    public static string TaskName(this Texts texts, string taskType) => texts.TaskName(taskType, taskType);

    public static string LabelOf(this Texts texts, TaskFormField field) => texts.Or(field.LabelKey, field.Label ?? field.Name);

    public static string? HintOf(this Texts texts, TaskFormField field) =>
        field.HintKey is null && field.Hint is null ? null : texts.Or(field.HintKey, field.Hint ?? "");

    public static string LabelOf(this Texts texts, TaskFieldOption option) => texts.Or(option.LabelKey, option.Label ?? option.Value);

    public static string LabelOf(this Texts texts, TaskOutcome outcome) =>
        texts.Or(outcome.LabelKey, outcome.Label ?? texts.OutcomeName(outcome.Name));

    public static string OutcomeName(this Texts texts, string outcome) => texts.Or("Outcome." + outcome, outcome);

    private static string Or(this Texts texts, string? key, string fallback) => key is not null && texts.Has(key) ? texts[key] : fallback;
}
