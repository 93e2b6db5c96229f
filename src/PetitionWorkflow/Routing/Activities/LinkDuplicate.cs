using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake.Duplicates;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>併案: links the case to the main case, the earlier one with the same matter.</summary>
[Activity("Petition", "LinkDuplicate", DisplayName = "Link duplicate", Description = "Links the case to the earlier case with the same matter.")]
public sealed class LinkDuplicate : CaseActivity
{
    [Input(DisplayName = "Case number", Description = "Registration number of the earlier case.")]
    public Input<string> Number { get; set; } = new();

    [Output(DisplayName = "Merged", Description = "samePerson tells whether the same person repeats the matter.")]
    public Output<object> Merged { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var number = step.Require(Number, nameof(Number)).Trim();
        var main = await step.Work.Db.Set<Petition>().Numbered(number).SingleOrDefaultAsync(step.Cancellation);
        if (main is null || await LeadsToAsync(main, step.Petition.Id, step))
        {
            throw new RefusedException(new Refusal("duplicate-of-unknown") { Field = "duplicateOf" });
        }

        step.Petition.DuplicateOfId = main.Id;
        step.Work.HoldTo(main);

        // Whoever is kept from the main case is kept from those merged with it (Art. 30 ¶3).
        step.Petition.AccusedUnitId ??= main.AccusedUnitId;
        await step.Service<Bars>().CopyAsync(main.Id, step.Petition.Id, BarGround.Accused, step.Act, step.Cancellation);
        step.Petition.IsRepeat = FinalMatters.IsSamePerson(main, step.Petition);
        step.Raise(main.FinalOn is { } day ? new LinkedToFinalMatter(main.Number, day) : new LinkedAsDuplicate(main.Number));
        step.Context.Set(Merged, new Dictionary<string, object?> { ["samePerson"] = step.Petition.IsRepeat });
    }

    /// <summary>Two cases that wait for each other would never be answered.</summary>
    private static async ValueTask<bool> LeadsToAsync(Petition main, Guid id, CaseStep step)
    {
        var seen = new HashSet<Guid>();
        for (var next = (Guid?)main.Id; next is { } current && seen.Add(current);)
        {
            if (current == id)
            {
                return true;
            }

            next = await step.Work.Db.Set<Petition>().Where(p => p.Id == current && p.Stage != CaseStage.Archived).Select(p => p.DuplicateOfId).SingleOrDefaultAsync(step.Cancellation);
        }

        return false;
    }
}
