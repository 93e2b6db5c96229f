using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Routing.Options;
using PetitionWorkflow.Shared;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>送達: how and when a paper reached the petitioner. The delivery of an opinion is what K08 and K10 count from (C52, C56).</summary>
[Activity("Petition", "RecordDelivery", DisplayName = "Record delivery", Description = "Records how and when a document was delivered.")]
public sealed class RecordDelivery : CaseActivity
{
    [Input(DisplayName = "Document", UIHint = InputHints.DropDown, OptionsProvider = typeof(DocumentTemplateOptions))]
    public Input<string> Document { get; set; } = new();

    [Input(DisplayName = "Data", Description = "The filled-in delivery form.")]
    public Input<object> Data { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var kind = step.Require(Document, nameof(Document));
        var data = step.Data(Data);
        var document = await step.Work.Db.Set<CaseDocument>()
            .Where(d => d.PetitionId == step.Petition.Id && d.Kind == kind).OrderByDescending(d => d.IssuedAt).ThenByDescending(d => d.Id).FirstOrDefaultAsync(step.Cancellation)
            ?? throw new WorkflowFaultException($"The case has no document '{kind}' to deliver.");
        var day = data.Day("deliveredOn") ?? throw new RefusedException(new Refusal("field-required") { Field = "deliveredOn" });
        if (day > step.Work.Time.Today() || day < ChinaTime.DayOf(document.IssuedAt))
        {
            throw new RefusedException(new Refusal("delivered-on-impossible", DocumentIssuer.Day(ChinaTime.DayOf(document.IssuedAt))) { Field = "deliveredOn" });
        }

        document.DeliveredAt = ChinaTime.NoonWithin(day, document.IssuedAt, step.Work.Time.UtcNow());
        document.DeliveryMethod = data.Text("method");
        step.Raise(new DocumentDelivered(document.Id, kind, document.Number, document.DeliveryMethod ?? "", day));
        await step.Service<PapersOfClocks>().DeliveredAsync(document, step.Act, step.Cancellation);
        if (kind is DocumentKinds.Opinion or DocumentKinds.ReviewOpinion)
        {
            step.Petition.OpinionDeliveredAt = document.DeliveredAt;
        }
    }
}
