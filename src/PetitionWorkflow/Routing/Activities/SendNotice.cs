using PetitionWorkflow.Mail;
using PetitionWorkflow.Routing.Notices;
using PetitionWorkflow.Routing.Options;
using WorkflowRuntime.Activities;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>Tells people by mail; it lies in the outbox when this transaction commits. Texts are those of <c>Notice.KIND</c>.</summary>
[Activity("Petition", "SendNotice", DisplayName = "Send notice", Description = "Queues a mail about the case to leaders, clerks or units.")]
public sealed class SendNotice : CaseActivity
{
    [Input(DisplayName = "Notice", UIHint = InputHints.DropDown, OptionsProvider = typeof(NoticeOptions))]
    public Input<string> Notice { get; set; } = new();

    [Input(DisplayName = "To", UIHint = InputHints.DropDown, Options = ["Leaders", "Clerks", "LeadUnit", "Units"])]
    public Input<string> To { get; set; } = new();

    [Input(DisplayName = "Units", UIHint = InputHints.CheckList, OptionsProvider = typeof(UnitOptions), Description = "For 'Units': ids or codes.")]
    public Input<List<string>> Units { get; set; } = new();

    [Input(DisplayName = "Urgent")]
    public Input<bool> IsUrgent { get; set; } = new();

    protected override async ValueTask ActAsync(CaseStep step)
    {
        var kind = step.Require(Notice, nameof(Notice));
        if (!NoticeKinds.ForSteps.Any(known => known.Key == kind))
        {
            throw new WorkflowFaultException($"A step cannot send the notice '{kind}'; it is one of {string.Join(", ", NoticeKinds.ForSteps.Select(known => known.Key))}.");
        }

        var to = Choices.Parse<NoticeAudience>(step.Require(To, nameof(To)));
        var recipients = await step.Service<NoticeRecipients>().OfAsync(step, to, step.Get(Units) ?? []);

        // The step's own execution makes the occasion: a loop that comes here again tells them again.
        var notice = new CaseNotice(kind, step.Petition.Id, step.Petition.Number, $"{kind}:{step.Context.Id}", step.Context.DisplayText)
        {
            IsUrgent = step.Get(IsUrgent),
        };
        foreach (var recipient in recipients)
        {
            await step.Service<CaseNotices>().QueueAsync(notice, recipient, step.Cancellation);
        }

        step.Raise(new NoticeSent(kind, recipients.Count));
    }
}
