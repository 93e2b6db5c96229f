using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// A person's step: a built-in form or one drawn in the designer. The task and the waiting point are made in one transaction; the
/// step leaves by the outcome that the person chose, and what was filled in goes on with the flow.
/// </summary>
[Activity("Petition", "Task", DisplayName = "Task", Description = "A step that a person does: with a form, a due day and outcomes.")]
public sealed class TaskActivity : CaseActivity
{
    /// <summary>Keys of the input that resumes the step; see <see cref="CompletedTasks"/>.</summary>
    public const string OutcomeKey = "TaskOutcome", DataKey = "TaskData", CompletedByKey = "TaskCompletedBy";

    [Input(DisplayName = "Kind of task", UIHint = InputHints.DropDown, OptionsProvider = typeof(TaskTypeOptions), DefaultValue = "custom", Order = 1)]
    public Input<string> TaskType { get; set; } = new();

    [Input(DisplayName = "Title", Description = "Shown in the inbox; the step's name when empty.", Order = 2)]
    public Input<string> Title { get; set; } = new();

    [Input(DisplayName = "Outcomes", UIHint = InputHints.DynamicOutcomes, DefaultSyntax = "Object", Order = 3)]
    public Input<List<string>> Outcomes { get; set; } = new();

    [Input(DisplayName = "Form", Description = "For a custom task: the form's fields as a JSON list.", UIHint = InputHints.CodeEditor, Language = "json", Order = 4)]
    public Input<string> Form { get; set; } = new();

    [Input(DisplayName = "Role", UIHint = InputHints.DropDown, OptionsProvider = typeof(RoleOptions), Order = 5)]
    public Input<string> Role { get; set; } = new();

    [Input(DisplayName = "Unit", UIHint = InputHints.DropDown, OptionsProvider = typeof(UnitOptions), Order = 6)]
    public Input<string> Unit { get; set; } = new();

    [Input(DisplayName = "Person", Description = "A staff id, or 'handler' for the responsible handler, or 'reviewer'.", Order = 7)]
    public Input<string> Assignee { get; set; } = new();

    [Input(DisplayName = "Due by clock", UIHint = InputHints.DropDown, OptionsProvider = typeof(ClockOptions), Order = 8)]
    public Input<string> DueClock { get; set; } = new();

    [Input(DisplayName = "Due in days", Description = "Calendar days from now; the earlier of this and the clock counts.", Order = 9)]
    public Input<int?> DueDays { get; set; } = new();

    [Input(DisplayName = "Stage", Description = "The stage of the case while the task is open.", UIHint = InputHints.DropDown, OptionsProvider = typeof(StageOptions), Order = 10)]
    public Input<string> Stage { get; set; } = new();

    [Input(DisplayName = "Urgent", Order = 11)]
    public Input<bool> IsUrgent { get; set; } = new();

    [Input(DisplayName = "Suggestions", Description = "Object: field name to value and reason.", Order = 12)]
    public Input<object> Suggestions { get; set; } = new();

    [Output(DisplayName = "Filled-in data")]
    public Output<object> Result { get; set; } = new();

    [Output(DisplayName = "Chosen outcome")]
    public Output<string> Outcome { get; set; } = new();

    [Output(DisplayName = "Completed by")]
    public Output<string> CompletedBy { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        if (step.Get(Stage) is { Length: > 0 } stage)
        {
            step.Work.MoveTo(step.Petition, Choices.Parse<CaseStage>(stage), step.Act);
        }

        var outcomes = step.Get(Outcomes) is { Count: > 0 } named ? named : [WorkflowRuntime.Execution.Outcomes.Done];
        var id = Guid.CreateVersion7(step.Work.Time.GetUtcNow());
        var bookmark = step.Context.CreateBookmark(new TaskStimulus(id), ResumeAsync);
        var request = new TaskRequest(id, bookmark, step.Get(TaskType) ?? "custom", outcomes)
        {
            Title = step.Get(Title) is { Length: > 0 } title ? title : step.Context.DisplayText,
            Form = step.Get(Form),
            Role = step.Get(Role),
            Unit = step.Get(Unit),
            Assignee = step.Get(Assignee),
            DueClock = step.Get(DueClock),
            DueDays = step.Get(DueDays),
            IsUrgent = step.Get(IsUrgent),
            Suggestions = step.Get(Suggestions),
        };
        await step.Service<TaskMaker>().CreateAsync(step, request);
    }

    private ValueTask ResumeAsync(ActivityExecutionContext context) => GuardAsync(context, async step =>
    {
        if (context.ResumeInput.GetValueOrDefault(OutcomeKey) is not string outcome)
        {
            throw new WorkflowFaultException("A task is completed by a person, in the inbox.");
        }

        context.Set(Result, context.ResumeInput.GetValueOrDefault(DataKey));
        context.Set(Outcome, outcome);
        context.Set(CompletedBy, context.ResumeInput.GetValueOrDefault(CompletedByKey) as string);
        await context.CompleteAsync(outcome);
    });
}

/// <summary>What an open task waits for.</summary>
public sealed record TaskStimulus(Guid TaskId);
