using PetitionWorkflow.Petitions;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// The gate before assignment: an urgent, important or complex case waits here until a leader's instruction stands on it, whichever
/// flow asked for it (C21, C28). Every other case passes.
/// </summary>
[Activity("Petition", "AwaitInstruction", DisplayName = "Await instruction", Description = "Waits until a leader's instruction is recorded, when the case needs one.")]
public sealed class AwaitInstruction : CaseActivity
{
    protected override async ValueTask ActAsync(CaseStep step)
    {
        if (await step.Work.Db.IsAwaitedAsync(step.Petition, step.Cancellation))
        {
            step.Work.HoldTo(step.Petition);
            step.Context.CreateBookmark(new InstructionStimulus(step.Petition.Id), ResumeAsync);
        }
        else
        {
            await step.Context.CompleteAsync();
        }
    }

    /// <summary>An older instruction does not open the gate of a case that became urgent since.</summary>
    private ValueTask ResumeAsync(ActivityExecutionContext context) => GuardAsync(context, ActAsync);
}

/// <summary>What the gate waits for.</summary>
public sealed record InstructionStimulus(Guid PetitionId);
