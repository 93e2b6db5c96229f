using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Stops a clock: what it waited for has happened. One that does not run is left alone.</summary>
[Activity("Petition", "StopClock", DisplayName = "Stop clock", Description = "Stops a time limit of the case.")]
public sealed class StopClockActivity : CaseActivity
{
    [Input(DisplayName = "Clock", UIHint = InputHints.DropDown, OptionsProvider = typeof(ClockOptions))]
    public Input<string> Clock { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var code = step.Require(Clock, nameof(Clock));
        if (await step.Service<OpenClocks>().FindAsync(step.Petition.Id, code, null, step.Cancellation) is null)
        {
            return;
        }

        var stop = new StopClock(step.Petition.Id, code, step.Context.ActivityId);
        (await step.Service<StopClockHandler>().HandleAsync(stop, step.Act, step.Cancellation)).Require();
    }
}
