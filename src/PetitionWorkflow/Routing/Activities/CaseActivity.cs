using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>
/// A step that acts on the case of its instance, in the unit of work of whoever caused the burst. A refusal inside it goes to the
/// person who acts and leaves nothing behind; only a bug or a wrongly drawn flow becomes an incident.
/// </summary>
public abstract class CaseActivity : Activity
{
    protected sealed override ValueTask ExecuteAsync(ActivityExecutionContext context) => GuardAsync(context, ActAsync);

    protected abstract ValueTask ActAsync(CaseStep step);

    protected static async ValueTask GuardAsync(ActivityExecutionContext context, Func<CaseStep, ValueTask> act)
    {
        try
        {
            await act(await CaseStep.LoadAsync(context));
        }
        catch (Exception notAFault) when (notAFault is RefusedException or DbException or DbUpdateException)
        {
            throw new BurstAbortedException(notAFault);
        }
    }
}
