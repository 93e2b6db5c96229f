using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Reviews.Recusals;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>R15, Art. 28 ¶3: whoever is recused gets onto nothing of the case again, by whatever door.</summary>
public sealed class RecusalTests
{
    private static CancellationToken Cancellation => Office.Cancellation;

    [Fact]
    public async Task Handler_RecusedAtThePetitionersRequest_GetsOntoTheCaseByNoDoor_AndTheUnitGoesOnWithoutThem()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        var (handler, head) = (await office.PersonAsync("environment.handler"), await office.PersonAsync("environment.head"));
        var task = Assert.Single(await office.OpenTasksAsync(id), t => t.TaskType == "handle");
        Assert.Equal(handler.UserId, task.AssigneeId);
        Assert.Equal(1, await QueueAsync(office, id, handler, "before"));

        Assert.Null(await AskAsync(office, id, null, "生态环境局承办人", "是当事人的亲属"));
        Assert.Equal("recusal-asked-already", (await AskAsync(office, id, null, "生态环境局承办人", "再次申请"))!.Code);
        Assert.Equal("recusal-who", (await DecideAsync(office, "leader", uphold: true, reason: "确有利害关系"))!.Code);
        Assert.Equal("recusal-needs-reason", (await DecideAsync(office, "leader", uphold: true, person: handler.UserId, reason: " "))!.Code);
        Assert.Equal("recusal-not-found", (await DecideAsync(office, "clerk", uphold: true, person: handler.UserId, reason: "确有利害关系"))!.Code);
        Assert.Null(await DecideAsync(office, "leader", uphold: true, person: handler.UserId, reason: "确有利害关系"));
        Assert.Equal("recusal-decided-already", (await DecideAsync(office, "leader", uphold: false, reason: "再想想"))!.Code);

        task = Assert.Single(await office.OpenTasksAsync(id), t => t.TaskType == "handle");
        Assert.Null(task.AssigneeId);
        Assert.Null((await LeadAsync(office, id)).ResponsibleHandlerId);
        Assert.False(await office.Service.QueryAsync(db => db.Set<Petition>().VisibleTo(handler).AnyAsync(p => p.Id == id, Cancellation)));
        Assert.Equal("task-not-found", (await DoAsync<ClaimTaskHandler>(office, h => h.HandleAsync(new ClaimTask(task.Id, handler), Cancellation)))!.Code);
        Assert.Equal("task-not-found", (await DoAsync<SaveTaskDraftHandler>(office, h => h.HandleAsync(new SaveTaskDraft(task.Id, new Dictionary<string, string>(), handler), Cancellation)))!.Code);
        var complete = new CompleteTask(task.Id, "Submit", OfficeSteps.Result.ToDictionary(r => r.Item1, r => r.Item2), handler);
        Assert.Equal("task-not-found", (await office.Service.Runner.RunAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(complete, Cancellation), Cancellation)).Refusal!.Code);
        Assert.Equal("case-not-found", (await office.RecordContactAsync(id, office.Service.Time.Today(), "联系"))!.Code);
        Assert.Equal("task-not-for-that-person", (await DoAsync<DelegateTaskHandler>(office, h => h.HandleAsync(new DelegateTask(task.Id, handler.UserId, null, head), Cancellation)))!.Code);

        // What waited to be sent does not go out, and nothing new is written.
        Assert.Equal(0, await QueueAsync(office, id, handler, "after"));
        Assert.Equal(MailState.Withheld, await office.Service.QueryAsync(db => db.Set<OutgoingMail>().Where(m => m.DedupKey.Contains(":before:")).Select(m => m.State).SingleAsync(Cancellation)));

        Assert.Null(await DoAsync<ClaimTaskHandler>(office, h => h.HandleAsync(new ClaimTask(task.Id, head), Cancellation)));
        Assert.Equal(head.UserId, (await LeadAsync(office, id)).ResponsibleHandlerId);
        Assert.Contains("HandlerReplaced", await office.HistoryAsync(id));
        await office.ReportResultAsync(id);
        await office.CompleteAsync(id, "verify", "Rework", ("lawful", "no"), ("solved", "no"), ("reason", "请补充依据"));
        Assert.Equal(head.UserId, Assert.Single(await office.OpenTasksAsync(id), t => t.TaskType == "handle").AssigneeId);
        await office.ReportResultAsync(id);
        await office.PassAsync(id);
        await office.DeliverAsync(id);
        var review = (await office.RequestReviewAsync(id)).Value.Id;
        Assert.True(await office.Service.QueryAsync(db => db.Set<BarredPerson>().AnyAsync(b => b.PetitionId == review && b.PersonId == handler.UserId, Cancellation)));
    }

    [Fact]
    public async Task Substitute_WhoIsRecused_IsNotToldInPlaceOfWhoIsAway()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        var (clerk, other) = (await office.PersonAsync("clerk"), await office.PersonAsync("clerk2"));
        var today = office.Service.Time.Today();
        Assert.Null(await DoAsync<SetAbsenceHandler>(office, h => h.HandleAsync(new SetAbsence(clerk.UserId, today, today.AddDays(3), other.UserId, clerk), Cancellation)));
        Assert.Equal(2, await QueueAsync(office, id, clerk, "first"));

        Assert.Null(await AskAsync(office, id, other, null, "本人亲属的事项"));

        Assert.Equal(1, await QueueAsync(office, id, clerk, "second"));
    }

    [Fact]
    public async Task Oneself_IsRecusedAtOnce_AndCanDoNothingOnTheCaseAnyMore()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        var clerk = await office.PersonAsync("clerk2");
        var task = Assert.Single(await office.OpenTasksAsync(id));
        Assert.Null(await DoAsync<ClaimTaskHandler>(office, h => h.HandleAsync(new ClaimTask(task.Id, clerk), Cancellation)));

        Assert.Null(await AskAsync(office, id, clerk, null, "本人亲属的事项"));

        Assert.Null(Assert.Single(await office.OpenTasksAsync(id)).AssigneeId);
        Assert.Equal("recused-from-case", (await DoAsync<ClaimTaskHandler>(office, h => h.HandleAsync(new ClaimTask(task.Id, clerk), Cancellation)))!.Code);
        Assert.Equal("recused-from-case", (await DoAsync<RecordProgressHandler>(office, h => h.HandleAsync(new RecordProgress(id, "进展", false, clerk), Cancellation)))!.Code);
        Assert.Empty(await InboxOf(office, clerk));
        Assert.Single(await InboxOf(office, await office.PersonAsync("clerk")));
        Assert.True(await office.Service.QueryAsync(db => db.Set<Petition>().VisibleTo(clerk).AnyAsync(p => p.Id == id, Cancellation)));
        var request = await office.Service.QueryAsync(db => db.Set<RecusalRequest>().AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal((RecusalState.Upheld, "本人亲属的事项"), (request.State, request.Reason));
    }

    [Fact]
    public async Task SignFor_NamingARecusedHandler_IsRefused()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.AssignAsync(id);
        Assert.Null(await AskAsync(office, id, await office.PersonAsync("environment.handler"), null, "与当事人有利害关系"));

        var handler = await office.StaffIdAsync("environment.handler");
        var head = await office.PersonAsync("environment.head");
        var task = Assert.Single(await office.OpenTasksAsync(id), t => t.TaskType == "sign-for");
        var sign = new CompleteTask(task.Id, "Sign", new Dictionary<string, string> { ["handler"] = handler }, head);
        var refused = (await office.Service.Runner.RunAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(sign, Cancellation), Cancellation)).Refusal;

        Assert.Equal(("person-recused", "handler"), (refused!.Code, refused.Field));
    }

    [Fact]
    public async Task Reviewer_IsNotAppointedWhenRecused_AndOneWhoIsRecusedLaterNeedsASuccessor()
    {
        await using var office = await Office.OpenAsync();
        var parent = await office.AnsweredAsync();
        var review = (await office.RequestReviewAsync(parent)).Value.Id;
        await office.CompleteAsync(review, "review-admissibility", "Admit");
        var auditor = await office.PersonAsync("auditor");
        var clerk2 = await office.PersonAsync("clerk2");
        Assert.Null(await AskAsync(office, review, await office.PersonAsync("clerk"), null, "有利害关系", of: auditor));
        Assert.Null(await DecideAsync(office, "leader", uphold: true, reason: "确有利害关系"));
        var refused = await office.TryCompleteAsync(review, "appoint-reviewer", "Appoint", ("reviewer", auditor.UserId.ToString()));
        Assert.Contains(refused!.Code, new[] { "person-recused", "reviewer-must-recuse" });
        await office.CompleteAsync(review, "appoint-reviewer", "Appoint", ("reviewer", clerk2.UserId.ToString()));

        // The review is this person's alone: of themselves they ask, and a leader says who goes on.
        Assert.Null(await AskAsync(office, review, clerk2, null, "与申请人相识"));
        var task = Assert.Single(await office.OpenTasksAsync(review));
        Assert.Equal(clerk2.UserId, task.AssigneeId);
        Assert.Equal("barred-person-needs-successor", (await DecideAsync(office, "leader", uphold: true, reason: "同意"))!.Code);
        var handled = await office.PersonAsync("clerk");
        Assert.Equal("barred-person-needs-successor", (await DecideAsync(office, "leader", uphold: true, reason: "同意", successor: handled.UserId))!.Code);
        var admin = await office.PersonAsync("admin");
        Assert.Null(await DecideAsync(office, "leader", uphold: true, reason: "同意", successor: admin.UserId));

        task = Assert.Single(await office.OpenTasksAsync(review));
        Assert.Equal(admin.UserId, task.AssigneeId);
        Assert.Equal("task-not-for-that-person", (await DoAsync<DelegateTaskHandler>(office, h => h.HandleAsync(new DelegateTask(task.Id, clerk2.UserId, null, admin), Cancellation)))!.Code);
        Assert.Equal("task-not-for-that-person", (await DoAsync<DelegateTaskHandler>(office, h => h.HandleAsync(new DelegateTask(task.Id, handled.UserId, null, admin), Cancellation)))!.Code);
        await office.ReviewAsync(review, "Maintain");
        await office.CompleteAsync(review, "approve-review", "Return", ("reason", "请补充依据"));
        Assert.Equal(admin.UserId, Assert.Single(await office.OpenTasksAsync(review)).AssigneeId);
    }

    [Fact]
    public async Task Leader_WhoIsMeant_DecidesNothing()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        Assert.Null(await AskAsync(office, id, await office.PersonAsync("clerk"), null, "有利害关系", of: await office.PersonAsync("leader")));

        Assert.Equal("recusal-of-oneself", (await DecideAsync(office, "leader", uphold: false, reason: "没有"))!.Code);

        Assert.Null(await DecideAsync(office, "admin", uphold: false, reason: "查无利害关系"));
        var request = await office.Service.QueryAsync(db => db.Set<RecusalRequest>().AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal((RecusalState.Declined, "查无利害关系"), (request.State, request.DecisionReason));
        Assert.False(await office.Service.QueryAsync(db => db.Set<BarredPerson>().AnyAsync(Cancellation)));
    }

    /// <summary>Of oneself, of somebody else, or, by the petitioner, of a name.</summary>
    private static Task<Refusal?> AskAsync(Office office, Guid id, Viewer? by, string? named, string reason, Viewer? of = null) =>
        DoAsync<AskForRecusalHandler>(office, h => h.HandleAsync(new AskForRecusal(id, (of ?? by)?.UserId, named, reason, by), Cancellation));

    /// <summary>On the request that waits, or on the one that did.</summary>
    private static async Task<Refusal?> DecideAsync(Office office, string by, bool uphold, string reason, Guid? person = null, Guid? successor = null)
    {
        var request = await office.Service.QueryAsync(db => db.Set<RecusalRequest>().OrderBy(r => r.State != RecusalState.Open).Select(r => r.Id).FirstAsync(Cancellation));
        var command = new DecideOnRecusal(request, uphold, person, successor, reason, await office.PersonAsync(by));
        return await DoAsync<DecideOnRecusalHandler>(office, h => h.HandleAsync(command, Cancellation));
    }

    private static async Task<Refusal?> DoAsync<THandler>(Office office, Func<THandler, Task<Result>> call) where THandler : notnull
    {
        var refusal = (await office.Service.Runner.RunAsync(call, Cancellation)).Refusal;
        await office.PumpAsync();
        return refusal;
    }

    /// <summary>How many mails a notice about the case becomes that is meant for the person.</summary>
    private static async Task<int> QueueAsync(Office office, Guid id, Viewer reader, string occasion)
    {
        var number = (await office.CaseAsync(id)).Number;
        var address = await office.Service.QueryAsync(db => db.Set<StaffMember>().Where(s => s.Id == reader.UserId).Select(s => s.Email!).SingleAsync(Cancellation));
        return await office.Service.DoAsync<CaseNotices, int>(async notices => await notices.QueueAsync(new CaseNotice("material", id, number, occasion), new Recipient(address, "zh-Hans"), Cancellation));
    }

    private static Task<List<WorkTask>> InboxOf(Office office, Viewer person) =>
        office.Service.QueryAsync(db => db.Set<WorkTask>().AsNoTracking().VisibleTo(person, db).ClaimableBy(person).ToListAsync(Cancellation));

    private static Task<Assignment> LeadAsync(Office office, Guid id) =>
        office.Service.QueryAsync(db => db.Set<Assignment>().AsNoTracking().SingleAsync(a => a.PetitionId == id && a.IsLead && a.EndedAt == null, Cancellation));
}
