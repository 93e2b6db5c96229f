using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.TaskRules;

/// <summary>C44: the petitioner was spoken with before a result is reported: on the case page, with the result, or it is said why not.</summary>
internal sealed class ContactRule(UnitOfWork work) : ITaskRule
{
    public string TaskType => "handle";

    public async Task<Result> CheckAsync(TaskAct act, CancellationToken cancellation)
    {
        var isTold = act.Data.Text("noContactReason") is not null || (act.Data.Day("contactOn") is not null && act.Data.Text("contactMethod") is not null);
        return act.Outcome != "Submit" || isTold || (await work.Db.ContactsAsync(act.Petition.Id, cancellation)).Count > 0
            ? Result.Done
            : new Refusal("contact-missing") { Field = "contactOn" };
    }
}
