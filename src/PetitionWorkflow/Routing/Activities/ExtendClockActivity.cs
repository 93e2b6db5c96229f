using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>延期 (Art. 34, K06): approved by the person whose task led here, before the clock ends, once.</summary>
[Activity("Petition", "ExtendClock", DisplayName = "Extend clock", Description = "Extends a legal time limit, as the law allows.")]
public sealed class ExtendClockActivity : CaseActivity
{
    [Input(DisplayName = "Clock", UIHint = InputHints.DropDown, OptionsProvider = typeof(ClockOptions))]
    public Input<string> Clock { get; set; } = new();

    [Input(DisplayName = "Days")]
    public Input<int> Days { get; set; } = new();

    [Input(DisplayName = "Reason", UIHint = InputHints.MultiLine)]
    public Input<string> Reason { get; set; } = new();

    [Output(DisplayName = "New due day")]
    public Output<string> DueDay { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var approvedBy = step.Act.ActorId ?? throw new WorkflowFaultException("An extension is approved by a person; put this step right after their task.");
        var extend = new ExtendClock(step.Petition.Id, step.Require(Clock, nameof(Clock)), step.Get(Days), approvedBy);
        var act = step.Act with { Reason = step.Get(Reason) ?? step.Act.Reason };
        var clock = (await step.Service<ExtendClockHandler>().HandleAsync(extend, act, step.Cancellation)).Require();
        step.Context.Set(DueDay, DocumentIssuer.Day(clock.DueDay));
    }
}
