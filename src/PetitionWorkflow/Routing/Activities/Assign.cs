using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Assigning;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// 交辦 (C20, C38, C48): one assignment with slip, clocks and mail per unit, lead and assisting. Impossible while a leader's
/// instruction is awaited (C21, C28), and never to the unit that the case accuses.
/// </summary>
[Activity("Petition", "Assign", DisplayName = "Assign", Description = "Assigns the case to a lead unit and assisting units, with slips.")]
public sealed class Assign : CaseActivity
{
    [Input(DisplayName = "Data", Description = "The filled-in assignment form.")]
    public Input<object> Data { get; set; } = new();

    [Input(DisplayName = "Suggestion", Description = "What the rules suggested; another unit then needs a reason.")]
    public Input<object> Suggestion { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        if (await step.Work.Db.IsAwaitedAsync(step.Petition, step.Cancellation))
        {
            throw new RefusedException(new Refusal("assignment-awaits-instruction"));
        }

        var data = step.Data(Data);
        var order = AssignmentOrder.Read(data, step.Data(Suggestion), step.Work.Time.Today()).Require();
        var units = new List<AssignmentUnit>();
        foreach (var id in order.Units)
        {
            units.Add(new AssignmentUnit(await step.UnitAsync(id.ToString()), id == order.LeadUnit));
        }

        if (units.Any(u => u.Unit.Id == step.Petition.AccusedUnitId))
        {
            throw new RefusedException(new Refusal("unit-is-accused") { Field = "leadUnit" });
        }

        step.Petition.LeadUnitId = order.LeadUnit;
        foreach (var unit in units)
        {
            await step.Service<Assigner>().AssignAsync(step, order, unit, units);
        }
    }
}
