using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Activities;
using PetitionWorkflow.Shared;

namespace PetitionWorkflow.Routing.Assigning;

/// <summary>Gives a case to one unit: assignment, slip, clocks, mail.</summary>
public sealed class Assigner(DocumentIssuer documents, DocumentFacts facts, StartClockHandler clocks, NoticeClocks told, CaseNotices notices, CaseDuties duties)
{
    /// <summary>Feedback and sign-for; a unit that assists owes both as well (C48).</summary>
    private const string Feedback = "K07", SignFor = "K15";

    /// <summary>The lead unit may say that the matter is not its own (Art. 23 ¶3).</summary>
    private const string Objection = "K04";

    public async Task AssignAsync(CaseStep step, AssignmentOrder order, AssignmentUnit to, IReadOnlyList<AssignmentUnit> all)
    {
        var assignment = new Assignment
        {
            Id = Guid.CreateVersion7(step.Work.Time.GetUtcNow()),
            PetitionId = step.Petition.Id,
            UnitId = to.Unit.Id,
            IsLead = to.IsLead,
            Content = order.Content,
            Requirements = order.Requirements,
            DueDay = order.DueDay,
            AssignedAt = step.Work.Time.UtcNow(),
            AssignedById = step.Act.ActorId,
            Reason = order.Reason,
        };
        step.Work.Db.Add(assignment);
        await IssueSlipAsync(step, order, to, all);
        await StartAsync(step, assignment, Feedback, order.DueDay);
        if (to.IsLead)
        {
            await StartAsync(step, assignment, SignFor, null);
            await StartAsync(step, assignment, Objection, null);
            await told.StartForUnitAsync(step.Petition, assignment, step.Act, step.Cancellation);
        }
        else
        {
            duties.Give(step.Petition.Id, to.Unit, DutyOrigin.Assisting, order.Requirements, order.DueDay, step.Act, assignment.Id);
        }

        step.Raise(new CaseAssigned(assignment.Id, to.Unit.Id, to.Unit.Name, to.IsLead, order.DueDay, order.AsSuggested));
        if (to.Unit.Email is { Length: > 0 } address)
        {
            var notice = new CaseNotice("assigned", step.Petition.Id, step.Petition.Number, $"assigned:{assignment.Id:n}", DocumentIssuer.Day(order.DueDay));
            await notices.QueueAsync(notice, new Recipient(address, Texts.Languages[0], to.Unit.Id), step.Cancellation);
        }
    }

    private async Task StartAsync(CaseStep step, Assignment assignment, string code, DateOnly? statedDay)
    {
        var start = new StartClock(step.Petition.Id, code) { AssignmentId = assignment.Id, UnitId = assignment.UnitId, StatedDay = statedDay };
        (await clocks.HandleAsync(start, step.Act, step.Cancellation)).Require();
    }

    private async Task IssueSlipAsync(CaseStep step, AssignmentOrder order, AssignmentUnit to, IReadOnlyList<AssignmentUnit> all)
    {
        var values = new Dictionary<string, string?>
        {
            ["content"] = order.Content,
            ["requirements"] = order.Requirements,
            ["feedbackMethod"] = order.FeedbackMethod,
            ["dueOn"] = DocumentIssuer.Day(order.DueDay),
            ["assistingUnits"] = string.Join('\n', all.Where(u => !u.IsLead).Select(u => u.Unit.Name)),
            ["instruction"] = await step.Work.Db.Set<Instruction>().Where(i => i.PetitionId == step.Petition.Id)
                .OrderByDescending(i => i.GivenAt).ThenByDescending(i => i.Id).Select(i => i.Text).FirstOrDefaultAsync(step.Cancellation),
        };
        await facts.CompleteAsync(step.Petition, DocumentKinds.AssignmentSlip, values, step.Cancellation);
        (await documents.IssueAsync(
            step.Petition, new DocumentDraft(DocumentKinds.AssignmentSlip, values) { UnitId = to.Unit.Id }, step.Act, step.Cancellation)).Require();
    }
}
