using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>C44: the handler has spoken with the petitioner before reporting a result, or says why not.</summary>
internal sealed class ContactRule : ITaskRule
{
    public string TaskType => "handle";

    public Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        var isTold = act.Data.Text("noContactReason") is not null || (act.Data.Day("contactOn") is not null && act.Data.Text("contactMethod") is not null);
        return Task.FromResult<Result>(act.Outcome != "Submit" || isTold ? Result.Done : new Refusal("contact-missing") { Field = "contactOn" });
    }
}
