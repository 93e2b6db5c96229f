using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Reviews.ReReviews;
using PetitionWorkflow.Routing.Flows;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>workflows/petition.json, walked through every outcome.</summary>
public sealed class PetitionFlowTests
{
    [Fact]
    public async Task EveryConnection_IsWalked()
    {
        await using var office = await Office.OpenAsync();
        await OrdinaryWithEveryDetourAsync(office);
        await ImportantAsync(office);
        await OtherEndsAsync(office);
        await OtherClassesAndWaysAsync(office);
        await MergedAsync(office);

        Assert.Empty(await office.NeverWalkedAsync(CaseFlows.Petition));
    }

    private static async Task OrdinaryWithEveryDetourAsync(Office office)
    {
        var id = await office.RegisterAsync();
        await office.CompleteAsync(id, "preliminary-review", "AskForCompletion", ("missing", "身份证明"));
        await office.CompleteAsync(id, "await-completion", "Completed", ("supplement", "已补交"));
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.CompleteAsync(id, "assign", "Reclassify", ("reason", "分类有误"));
        await office.ClassifyAsync(id);
        await office.AssignAsync(id, "transport");
        await office.CompleteAsync(id, "sign-for", "Object", ("reason", "不属本单位职责"), ("legalBasis", "三定方案"));
        await office.CompleteAsync(id, "decide-objection", "Dismiss", ("reason", "职责清楚"));
        await office.CompleteAsync(id, "sign-for", "Object", ("reason", "仍有异议"), ("legalBasis", "三定方案"));
        await office.CompleteAsync(id, "decide-objection", "Uphold", ("reason", "改交"));
        await office.AssignAsync(id, "labour");
        await office.CompleteAsync(id, "sign-for", "Object", ("reason", "两家均认为不属本单位"), ("legalBasis", "三定方案"));
        await office.CompleteAsync(id, "decide-objection", "Coordinate", ("reason", "管辖存在争议"));
        await office.CompleteAsync(id, "coordination-meeting", "Decided", ("heldOn", office.Today), ("attendees", "两局"), ("decisions", "由环境部门主办"));
        await office.AssignAsync(id);
        await office.SignAsync(id);
        await office.CompleteAsync(id, "handle", "AskExtension", ("reason", "情况复杂"), ("extensionDays", "30"));
        await office.CompleteAsync(id, "approve-extension", "Refuse", ("reason", "时间尚足"));
        await office.CompleteAsync(id, "handle", "AskExtension", ("reason", "情况复杂"), ("extensionDays", "20"));
        await office.CompleteAsync(id, "approve-extension", "Approve");
        await office.CompleteAsync(id, "handle", "AskCoordination", ("reason", "涉及两个部门"));
        await office.CompleteAsync(id, "coordination-meeting", "Decided", ("heldOn", office.Today), ("attendees", "两局"), ("decisions", "分工"));
        await office.CompleteAsync(id, "handle", "Submit", OfficeSteps.Result);
        await office.CompleteAsync(id, "approve-result", "Return", ("reason", "依据不足"));
        await office.ReportResultAsync(id);
        await office.CompleteAsync(id, "verify", "Rework", ("lawful", "yes"), ("solved", "no"), ("reason", "问题未解决"));
        await office.ReportResultAsync(id);
        await office.CompleteAsync(id, "verify", "Coordinate", ("lawful", "yes"), ("solved", "partly"), ("reason", "涉及两个部门"));
        await office.CompleteAsync(id, "coordination-meeting", "Decided", ("heldOn", office.Today), ("attendees", "两局"), ("decisions", "再分工"));
        await office.ReportResultAsync(id);
        await office.PassAsync(id);
        await office.DeliverAsync(id);
        Assert.Equal(CaseOutcome.Resolved, (await office.CaseAsync(id)).Outcome);
    }

    private static async Task ImportantAsync(Office office)
    {
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id, "Complex");
        await office.CompleteAsync(id, "leader-instruction", "Instruct", ("instruction", "请依法办理"));
        await office.AssignAsync(id);
        await office.SignAsync(id);
        await office.CompleteAsync(id, "handling-plan", "Submit", ("plan", "分三步"));
        await office.ReportResultAsync(id);
        await office.PassAsync(id);
        await office.DeliverAsync(id);
        Assert.Equal(CaseOutcome.Resolved, (await office.CaseAsync(id)).Outcome);
    }

    private static async Task OtherEndsAsync(Office office)
    {
        var first = await office.RegisterAsync();
        await office.CompleteAsync(
            first, "preliminary-review", "OutOfScope", ("competentAuthority", "人民法院"), ("legalBasis", "《信访工作条例》第三十一条"), ("reason", "涉法涉诉"));
        await office.DeliverAsync(first, "deliver-notice");
        await EndsAsync(office, first, CaseOutcome.DirectedElsewhere);

        var second = await office.RegisterAsync();
        await office.CompleteAsync(
            second, "preliminary-review", "Transfer", ("competentAuthority", "区政府"), ("legalBasis", "《信访工作条例》第二十二条"), ("reason", "属地管理"));
        await EndsAsync(office, second, CaseOutcome.Transferred);

        var third = await office.RegisterAsync();
        await office.CompleteAsync(third, "preliminary-review", "Duplicate", ("duplicateOf", (await office.CaseAsync(first)).Number), ("reason", "同一事项"));
        await office.DeliverAsync(third, "deliver-notice");
        await EndsAsync(office, third, CaseOutcome.Duplicate);

        await AlreadyFinalAsync(office);

        var fourth = await office.RegisterAsync();
        await office.CompleteAsync(fourth, "preliminary-review", "AskForCompletion", ("missing", "联系方式"));
        await office.CompleteAsync(fourth, "await-completion", "NotCompleted", ("reason", "逾期未补"));
        await EndsAsync(office, fourth, CaseOutcome.NotCompleted);

        var answer = new OnTheSpotAnswer("已解释政策", "《噪声污染防治法》", "接待员", Understood: true);
        await EndsAsync(office, await office.RegisterAsync(new VisitRegister { TakenBy = "clerk", OnTheSpot = answer }), CaseOutcome.AnsweredOnTheSpot);
    }

    private static async Task OtherClassesAndWaysAsync(Office office)
    {
        var elsewhere = await office.RegisterAsync();
        await office.AcceptAsync(elsewhere);
        await office.ClassifyAsync(elsewhere, "Ordinary", ("way", "Arbitration"), ("wayReason", "劳动争议"), ("competentAuthority", "劳动人事争议仲裁委员会"));
        await office.DeliverAsync(elsewhere, "deliver-notice");
        await EndsAsync(office, elsewhere, CaseOutcome.DirectedElsewhere);

        var suggestion = await office.RegisterAsync();
        await office.ToReplyAsync(suggestion, "Suggestion", "adopt");
        await office.DeliverAsync(suggestion);
        await EndsAsync(office, suggestion, CaseOutcome.Resolved);

        var inHand = await office.RegisterAsync();
        await office.CompleteAsync(
            inHand, "preliminary-review", "InHandElsewhere", ("competentAuthority", "区人民政府"), ("legalBasis", "《信访工作条例》第十九条第三款"), ("reason", "区政府已受理，尚在办理期限内"));
        await office.DeliverAsync(inHand, "deliver-notice");
        await EndsAsync(office, inHand, CaseOutcome.NotAdmissible);
    }

    private static async Task MergedAsync(Office office)
    {
        var main = await office.RegisterAsync();
        var answered = await office.MergedIntoAsync(main, 1);
        await office.ToArchiveAsync(main);
        await office.CompleteAsync(answered, "answer-merged", "Submit", OfficeSteps.AnswerToMerged("support"));
        await office.DeliverAsync(answered);
        await EndsAsync(office, answered, CaseOutcome.Duplicate);

        var suggestion = await office.RegisterAsync();
        var replied = await office.MergedIntoAsync(suggestion, 2);
        await office.ToReplyAsync(suggestion, "Suggestion", "not-adopt");
        await office.DeliverAsync(suggestion);
        await office.CompleteAsync(replied, "answer-merged", "Submit", OfficeSteps.AnswerToMerged("not-adopt"));
        await office.DeliverAsync(replied);
        await EndsAsync(office, replied, CaseOutcome.Duplicate);

        var turnedAway = await office.RegisterAsync();
        var alone = await office.MergedIntoAsync(turnedAway, 3);
        await office.CompleteAsync(turnedAway, "preliminary-review", "Transfer", ("competentAuthority", "区政府"), ("legalBasis", "《信访工作条例》第二十二条"), ("reason", "属地管理"));
        Assert.Equal("preliminary-review", Assert.Single(await office.OpenTasksAsync(alone)).TaskType);
    }

    private static async Task AlreadyFinalAsync(Office office)
    {
        var review = await office.ReviewedAsync();
        await office.RequestReReviewAsync(review, "上一级人民政府办公厅");
        await office.RecordReReviewAsync(review, ReReviewOutcome.Upheld);
        var original = await office.CaseAsync((await office.CaseAsync(review)).ParentId!.Value);
        var again = await office.RegisterAsync();
        await office.CompleteAsync(again, "preliminary-review", "AlreadyFinal", ("finalCase", original.Number), ("reason", "同一事实和理由"));
        await office.DeliverAsync(again, "deliver-notice");
        await EndsAsync(office, again, CaseOutcome.AlreadyFinal);
    }

    private static async Task EndsAsync(Office office, Guid id, CaseOutcome outcome)
    {
        var closed = await office.CaseAsync(id);
        Assert.Equal((CaseStage.Archived, outcome), (closed.Stage, closed.Outcome));
        Assert.Empty(await office.OpenTasksAsync(id));
    }
}
