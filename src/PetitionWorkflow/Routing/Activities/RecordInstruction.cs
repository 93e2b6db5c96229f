using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.UrgentReports;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>批示 recorded (C21, C28): the gate before assignment opens in the same transaction.</summary>
[Activity("Petition", "RecordInstruction", DisplayName = "Record instruction", Description = "Puts the leader's instruction on the case.")]
public sealed class RecordInstruction : CaseActivity
{
    [Input(DisplayName = "Data", Description = "The filled-in instruction form.")]
    public Input<object> Data { get; set; } = new();

    [Input(DisplayName = "For urgency", Description = "The leader has thereby acknowledged the urgent reports.")]
    public Input<bool> ForUrgency { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var data = step.Data(Data);
        var instruction = new Instruction
        {
            Id = Guid.CreateVersion7(step.Work.Time.GetUtcNow()),
            PetitionId = step.Petition.Id,
            Text = data.Text("instruction") ?? throw new RefusedException(new Refusal("field-required") { Field = "instruction" }),
            GivenAt = step.Work.Time.UtcNow(),
            GivenById = step.Act.ActorId,
            GivenByName = step.Act.ActorName,
            TrackEveryDays = data.Number("trackEveryDays"),
        };
        step.Work.Db.Add(instruction);
        step.Work.HoldTo(step.Petition);
        step.Raise(new InstructionGiven(instruction.Id, step.Get(ForUrgency)));
        if (step.Get(ForUrgency))
        {
            await step.Service<UrgentReporter>().AcknowledgeAsync(step.Petition, step.Cancellation);
        }
    }
}
