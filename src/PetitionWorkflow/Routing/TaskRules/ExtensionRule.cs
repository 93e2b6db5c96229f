using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>Art. 34: an extension is asked for while the time still runs, and once.</summary>
internal sealed class ExtensionRule(UnitOfWork work, OpenClocks clocks) : ITaskRule
{
    public string TaskType => "handle";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        if (act.Outcome != "AskExtension")
        {
            return Result.Done;
        }

        var clock = await clocks.FindAsync(act.Petition.Id, "K05", null, cancellation);
        return clock switch
        {
            null => new Refusal("clock-not-running", "K05"),
            { Terms.Extension: > 0 } => new Refusal("clock-already-extended", "K05"),
            { State: ClockState.Running } when work.Time.UtcNow() >= clock.DueAt => new Refusal("clock-extension-too-late", DocumentIssuer.Day(clock.DueDay)),
            _ => Result.Done,
        };
    }
}
