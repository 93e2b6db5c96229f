using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>併案: links the case to the earlier one with the same matter.</summary>
[Activity("Petition", "LinkDuplicate", DisplayName = "Link duplicate", Description = "Links the case to the earlier case with the same matter.")]
public sealed class LinkDuplicate : CaseActivity
{
    [Input(DisplayName = "Case number", Description = "Registration number of the earlier case.")]
    public Input<string> Number { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var number = step.Require(Number, nameof(Number)).Trim();
        var earlier = await step.Work.Db.Set<Petition>().Where(p => p.Number == number).Select(p => new { p.Id, p.FinalOn }).SingleOrDefaultAsync(step.Cancellation);
        if (earlier is null || earlier.Id == step.Petition.Id)
        {
            throw new RefusedException(new Refusal("duplicate-of-unknown") { Field = "duplicateOf" });
        }

        step.Petition.DuplicateOfId = earlier.Id;
        step.Raise(earlier.FinalOn is { } day ? new LinkedToFinalMatter(number, day) : new LinkedAsDuplicate(number));
    }
}
