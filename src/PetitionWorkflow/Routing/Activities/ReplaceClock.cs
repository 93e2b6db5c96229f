using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Routing.Options;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// Another time limit applies than the one that runs: the legal 60 days bind the last way of Art. 31 only (Art. 34). What ends is kept
/// with its reason; the other counts from the same day.
/// </summary>
[Activity("Petition", "ReplaceClock", DisplayName = "Replace clock", Description = "Ends one time limit without breach and lets another run in its place.")]
public sealed class ReplaceClock : CaseActivity
{
    [Input(DisplayName = "Clock", UIHint = InputHints.DropDown, OptionsProvider = typeof(ClockOptions))]
    public Input<string> Clock { get; set; } = new();

    [Input(DisplayName = "Instead of", UIHint = InputHints.DropDown, OptionsProvider = typeof(ClockOptions))]
    public Input<string> Instead { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var (code, instead) = (step.Require(Clock, nameof(Clock)), step.Require(Instead, nameof(Instead)));
        var clocks = step.Service<OpenClocks>();
        if (await clocks.FindAsync(step.Petition.Id, instead, null, step.Cancellation) is { } running)
        {
            step.Service<ClockEnding>().End(running, ClockState.Cancelled, step.Work.Time.UtcNow(), "another-limit-applies", step.Act);
        }

        if (await clocks.FindAsync(step.Petition.Id, code, null, step.Cancellation) is null)
        {
            var start = new StartClock(step.Petition.Id, code) { StartedAt = step.Petition.AcceptedAt };
            (await step.Service<StartClockHandler>().HandleAsync(start, step.Act, step.Cancellation)).Require();
        }
    }
}
