using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Moves the case to a stage; most flows let <see cref="TaskActivity"/> do it.</summary>
[Activity("Petition", "SetStage", DisplayName = "Set stage", Description = "Moves the case to a stage.")]
public sealed class SetStage : CaseActivity
{
    [Input(DisplayName = "Stage", UIHint = InputHints.DropDown, OptionsProvider = typeof(StageOptions))]
    public Input<string> Stage { get; set; } = new();

    protected override ValueTask ActAsync(CaseStep step)
    {
        step.Work.MoveTo(step.Petition, Choices.Parse<CaseStage>(step.Require(Stage, nameof(Stage))), step.Act);
        return ValueTask.CompletedTask;
    }
}
