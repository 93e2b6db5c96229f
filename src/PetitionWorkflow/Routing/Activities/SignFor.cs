using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Routing.Assigning;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>簽收 (C39, C41): the lead unit has the slip and names its responsible handler; without one there is no handling.</summary>
[Activity("Petition", "SignFor", DisplayName = "Record sign-for", Description = "Records that the lead unit signed and who is responsible there.")]
public sealed class SignFor : CaseActivity
{
    [Input(DisplayName = "Responsible handler", Description = "Staff id from the sign-for form.")]
    public Input<string> Handler { get; set; } = new();

    [Input(DisplayName = "Data", Description = "The filled-in sign-for form: who signed on paper, and when.")]
    public Input<object> Data { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var assignment = await step.LeadAssignmentAsync();
        var handler = Guid.TryParse(step.Require(Handler, nameof(Handler)), out var id)
            ? await step.Work.Db.FindAsync<StaffMember>([id], step.Cancellation)
            : null;
        if (handler is not { IsActive: true } || handler.UnitId != assignment.UnitId)
        {
            throw new RefusedException(new Refusal("field-unknown-person") { Field = "handler" });
        }

        if (await step.Service<Bars>().HoldsAsync(step.Petition.Id, handler.Id, step.Cancellation))
        {
            throw new RefusedException(new Refusal("person-recused") { Field = "handler" });
        }

        var data = step.Data(Data);
        var (assigned, today) = (ChinaTime.DayOf(assignment.AssignedAt), step.Work.Time.Today());
        if (data.Day("signedOn") is { } on && (on < assigned || on > today))
        {
            throw new RefusedException(new Refusal("signed-on-impossible", DocumentIssuer.Day(assigned)) { Field = "signedOn" });
        }

        (assignment.PaperSigner, assignment.PaperSignedOn) = (data.Text("signedBy"), data.Day("signedOn"));
        assignment.SignedAt = step.Work.Time.UtcNow();
        assignment.SignedById = step.Act.ActorId;
        assignment.ResponsibleHandlerId = handler.Id;
        var clocks = step.Service<AssignmentClocks>();
        await clocks.HappenedAsync(step, assignment, StopEvents.SignedFor);
        await clocks.CountSilenceAsync(step, assignment);
        var unit = await step.UnitAsync(assignment.UnitId.ToString());
        step.Raise(new AssignmentSigned(assignment.Id, unit.Name, handler.DisplayName));
    }
}
