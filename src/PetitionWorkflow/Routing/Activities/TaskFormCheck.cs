using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Tasks.Forms;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>A task that nobody could open is a mistake of the flow, found when the task is made and not by the person in front of it.</summary>
public sealed class TaskFormCheck(BuiltInTaskForms forms)
{
    /// <exception cref="WorkflowFaultException">No such form, or one that cannot be read.</exception>
    public void Check(TaskRequest request)
    {
        if (request.TaskType != TaskForms.Custom)
        {
            _ = forms.Find(request.TaskType) ?? throw new WorkflowFaultException($"There is no kind of task '{request.TaskType}'.");
        }
        else if (request.Form is { Length: > 0 } form && TaskFormJson.Read(form).Refusal is { } broken)
        {
            throw new WorkflowFaultException($"The form of the task '{request.Title}' cannot be read: {broken.Code} {string.Join(' ', broken.Args)}");
        }
    }
}
