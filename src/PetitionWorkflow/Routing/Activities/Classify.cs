using PetitionWorkflow.Petitions;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>分類 (C19, C26): writes what the clerk decided onto the case.</summary>
[Activity("Petition", "Classify", DisplayName = "Record classification", Description = "Writes class, subject area and importance onto the case.")]
public sealed class Classify : CaseActivity
{
    [Input(DisplayName = "Data", Description = "The filled-in classification form.")]
    public Input<object> Data { get; set; } = new();

    [Output(DisplayName = "Facts")]
    public Output<object> Facts { get; set; } = new();

    protected override ValueTask ActAsync(CaseStep step)
    {
        var data = step.Data(Data);
        var petition = step.Petition;
        petition.MatterClass = data.Choice<MatterClass>("matterClass") ?? petition.MatterClass;
        petition.Importance = data.Choice<Importance>("importance") ?? petition.Importance;
        petition.Category = data.Text("category") ?? petition.Category;
        petition.Place = data.Text("place") ?? petition.Place;
        petition.AccusedUnitId = petition.MatterClass == MatterClass.Accusation ? data.Id("accusedUnit") : null;
        step.Raise(new PetitionClassified(petition.MatterClass, petition.Category, petition.Importance));
        step.Context.Set(Facts, Activities.Facts.Of(petition));
        return ValueTask.CompletedTask;
    }
}
