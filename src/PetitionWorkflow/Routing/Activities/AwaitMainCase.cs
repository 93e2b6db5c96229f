using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Expressions;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// 併案辦理: waits until the main case is closed. Where its petitioner was answered the merged case gets the same answer, to be worded
/// for its own petitioner; where the main case ended without one (withdrawn, say) the merged case goes on by itself.
/// </summary>
[Activity("Petition", "AwaitMainCase", DisplayName = "Await main case", Description = "Waits until the case that this one was merged with is closed.")]
[Outcome("Answered")]
[Outcome("NotAnswered")]
public sealed class AwaitMainCase : CaseActivity
{
    /// <summary>The steps whose answer can be passed on.</summary>
    private static readonly string[] Answering = ["handle", "answer-merged"];

    [Output(DisplayName = "Answer", Description = "The main case's answer as suggestions for the form, its unit, and whether it was an opinion.")]
    public Output<object> Answer { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var main = await step.Work.Db.FindAsync<Petition>([step.Petition.DuplicateOfId], step.Cancellation);
        if (main is { IsOpen: true })
        {
            step.Work.HoldTo(main);
            step.Context.CreateBookmark(new MainCaseStimulus(main.Id), ResumeAsync);
            return;
        }

        var answer = main is null ? null : await AnswerAsync(step, main);
        if (main is null || answer is null)
        {
            step.Petition.DuplicateOfId = null;
            await step.Context.CompleteAsync("NotAnswered");
            return;
        }

        (step.Petition.MatterClass, step.Petition.Way, step.Petition.Category) = (main.MatterClass, main.Way, main.Category);
        step.Context.Set(Answer, answer);
        await step.Context.CompleteAsync("Answered");
    }

    private ValueTask ResumeAsync(ActivityExecutionContext context) => GuardAsync(context, ActAsync);

    /// <summary>Null when the main case was closed without an answer in writing.</summary>
    private static async ValueTask<Dictionary<string, object?>?> AnswerAsync(CaseStep step, Petition main)
    {
        // The delivery may be of this very unit of work: it is on the tracked paper, not yet in the database.
        var papers = await step.Work.Db.Set<CaseDocument>()
            .Where(d => d.PetitionId == main.Id && (d.Kind == DocumentKinds.Opinion || d.Kind == DocumentKinds.Reply)).ToListAsync(step.Cancellation);
        var paper = papers.Where(d => d.DeliveredAt is not null).MaxBy(d => (d.IssuedAt, d.Id))?.Kind;
        var given = await step.Work.Db.Set<WorkTask>()
            .Where(t => t.PetitionId == main.Id && Answering.Contains(t.TaskType) && t.State == TaskState.Completed && t.Outcome == "Submit")
            .OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).Select(t => t.DataJson).FirstOrDefaultAsync(step.Cancellation);
        if (paper is null || given is null)
        {
            return null;
        }

        var data = CaseData.Of(ValueJson.Deserialize(given));
        return new Dictionary<string, object?>
        {
            ["withOpinion"] = paper == DocumentKinds.Opinion,
            ["unit"] = await step.Work.Db.Set<Unit>().Where(u => u.Id == main.LeadUnitId).Select(u => u.Name).SingleOrDefaultAsync(step.Cancellation),
            ["suggestions"] = new[] { "facts", "result", "legalBasis", "conclusion" }.ToDictionary(
                name => name, object? (name) => new Dictionary<string, object?> { ["value"] = data.Text(name) ?? "", ["reason"] = main.Number }),
        };
    }
}

/// <summary>What a merged case waits for.</summary>
public sealed record MainCaseStimulus(Guid PetitionId);
