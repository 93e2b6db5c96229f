using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Starts a clock of the catalogue, counted from what its rule says unless the flow says otherwise. One that runs already goes on: a loop in the flow never resets a legal time (C31).</summary>
[Activity("Petition", "StartClock", DisplayName = "Start clock", Description = "Starts a legal or internal time limit of the case.")]
public sealed class StartClockActivity : CaseActivity
{
    private const string ByRule = "Rule";

    [Input(DisplayName = "Clock", UIHint = InputHints.DropDown, OptionsProvider = typeof(ClockOptions))]
    public Input<string> Clock { get; set; } = new();

    [Input(DisplayName = "Counted from", UIHint = InputHints.DropDown, Options = [ByRule, "Now", "Received", "Registered", "Accepted", "Delivered"], DefaultValue = ByRule)]
    public Input<string> From { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var code = step.Require(Clock, nameof(Clock));
        if (await step.Service<OpenClocks>().FindAsync(step.Petition.Id, code, null, step.Cancellation) is not null)
        {
            return;
        }

        var start = new StartClock(step.Petition.Id, code) { StartedAt = MomentOf(step), ByRule = step.Get(From) is null or "" or ByRule };
        (await step.Service<StartClockHandler>().HandleAsync(start, step.Act, step.Cancellation)).Require();
    }

    private DateTime? MomentOf(CaseStep step) => step.Get(From) switch
    {
        null or "" or ByRule or "Now" => null,
        "Received" => step.Petition.ReceivedAt,
        "Registered" => step.Petition.RegisteredAt,
        "Accepted" => step.Petition.AcceptedAt,
        "Delivered" => step.Petition.OpinionDeliveredAt,
        var other => throw new WorkflowFaultException($"A clock cannot be counted from '{other}'."),
    };
}
