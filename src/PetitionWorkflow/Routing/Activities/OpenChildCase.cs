using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>責令重新辦理: opens a new case on the same matter, linked to this one, which runs the ordinary flow.</summary>
[Activity("Petition", "OpenChildCase", DisplayName = "Open child case", Description = "Opens a linked case that handles the matter anew.")]
public sealed class OpenChildCase : CaseActivity
{
    [Output(DisplayName = "Number")]
    public Output<string> Number { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        // The new case hangs on the one that was reviewed, whose text it repeats; a review's own text is the petitioner's reasons.
        var original = step.Petition.ParentId is { } id ? await step.Work.Db.FindAsync<Petition>([id], step.Cancellation) : null;
        var child = await step.Service<ChildCases>().OpenAsync(
            original ?? step.Petition, new ChildCase(CaseKind.Petition, (original ?? step.Petition).Text, step.Work.Time.UtcNow()), step.Act, step.Cancellation);
        step.Raise(new ChildCaseOpened(child.Id, child.Number));
        step.Context.Set(Number, child.Number);
    }
}
