using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>What is recorded beside the steps of the flow: supervision, mediation, meetings, a signature on paper, the suggestion box.</summary>
public sealed class RecordsOfCasesTests
{
    [Fact]
    public async Task Supervision_DemandsAWrittenAnswer_AndHoldsTheResultBackUntilItIsThere()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        var unit = Guid.Parse(await office.UnitAsync("environment"));
        var (clerk, handler) = (await office.PersonAsync("clerk"), await office.PersonAsync("environment.handler"));
        var due = office.Service.Time.Today().AddDays(5);
        Assert.Equal("case-not-for-you", (await SuperviseAsync(office, new SuperviseUnit(id, unit, "催而不办", null, due, handler)))?.Code);
        Assert.Equal("urge-unit-not-assigned", (await SuperviseAsync(office, new SuperviseUnit(id, Guid.NewGuid(), "催而不办", null, due, clerk)))?.Code);
        Assert.Equal("duty-day-past", (await SuperviseAsync(office, new SuperviseUnit(id, unit, "催而不办", null, due.AddDays(-9), clerk)))?.Code);
        Assert.Null(await SuperviseAsync(office, new SuperviseUnit(id, unit, "推诿拖延，限期整改", ImprovementKind.ImproveWork, due, clerk)));

        var duty = await DutyAsync(office, id);
        Assert.Equal(DutyOrigin.Supervision, duty.Origin);
        var letter = await PaperAsync(office, id, "supervision-letter");
        Assert.Equal((unit, true), (letter.UnitId!.Value, letter.Html.Contains("改进工作", StringComparison.Ordinal)));
        Assert.True(await office.Service.QueryAsync(db => db.Set<CaseClock>().AnyAsync(c => c.AssignmentId == duty.Id && c.Code == "K19" && c.DueDay == due, Office.Cancellation)));
        Assert.True(await office.Service.QueryAsync(db => db.Set<OutgoingMail>().AnyAsync(m => m.PetitionId == id && m.Kind == "duty" && m.UnitId == unit, Office.Cancellation)));

        await office.ReportResultAsync(id);
        Assert.Equal("duty-still-open", (await office.TryCompleteAsync(id, "verify", "Pass", ("lawful", "yes"), ("solved", "yes")))?.Code);
        Assert.Equal(("supervision-answer-missing", "Adopted"), Said(await CloseAsync(office, new CloseDuty(id, duty.Id, "已整改", handler))));
        Assert.Null(await CloseAsync(office, new CloseDuty(id, duty.Id, "已整改，改为专人办理", handler) { Adopted = true }));
        Assert.True((await DutyAsync(office, id)).Adopted);
        await office.PassAsync(id);
    }

    [Fact]
    public async Task Urging_ByLetter_LeavesItsNumberedLetterToTheUnit_AndByTelephoneNone()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        var (unit, clerk) = (Guid.Parse(await office.UnitAsync("environment")), await office.PersonAsync("clerk"));
        foreach (var method in new[] { UrgeMethod.Phone, UrgeMethod.Letter })
        {
            await office.Service.DoAsync<RecordUrgeHandler, int>(h => h.HandleAsync(new RecordUrge(id, unit, method, "值班人员", "尽快办理", clerk), Office.Cancellation));
        }

        var letter = await PaperAsync(office, id, "urge-letter");
        Assert.Equal(unit, letter.UnitId);
        Assert.Contains("<td>2</td>", letter.Html, StringComparison.Ordinal);
        Assert.Contains("2026-04-01", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("值班人员", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mediation_NeedsBothSides_AndWhatTheyAgreedBecomesAPaper_WhileTheLegalTimeRunsOn()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        var legal = await LegalDayAsync(office, id);
        var command = new RecordMediation(id, office.Service.Time.Today(), MediationKind.Mediation, "信访人与施工单位，街道调解员主持", false, "夜间22时后停止施工", await office.PersonAsync("environment.handler"));
        Assert.Equal(("mediation-without-consent", "BothConsent"), Said(await MediateAsync(office, command)));
        Assert.Null(await MediateAsync(office, command with { BothConsent = true, Agreement = "" }));
        Assert.DoesNotContain("mediation-agreement", await office.DocumentsAsync(id));
        Assert.Null(await MediateAsync(office, command with { BothConsent = true }));

        Assert.Contains("夜间22时后停止施工", (await PaperAsync(office, id, "mediation-agreement")).Html, StringComparison.Ordinal);
        Assert.Equal(2, (await office.HistoryAsync(id)).Count(kind => kind == nameof(MediationHeld)));
        Assert.Equal(legal, await LegalDayAsync(office, id));
    }

    [Fact]
    public async Task WhatIsPromisedAndNotDoneYet_IsADutyThatOutlivesTheCase_AndIsRemindedOf()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.ToHandlingAsync(id);
        await office.ReportResultAsync(id);
        Assert.Equal(("execution-day-missing", "executeBy"), Said(await office.TryCompleteAsync(id, "verify", "Pass", ("lawful", "yes"), ("solved", "partly"))));
        var day = office.Service.Time.Today().AddDays(20);
        await office.CompleteAsync(id, "verify", "Pass", ("lawful", "yes"), ("solved", "partly"), ("executeBy", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        await office.DeliverAsync(id);

        Assert.False((await office.CaseAsync(id)).IsOpen);
        var duty = await DutyAsync(office, id);
        Assert.Equal((DutyOrigin.Execution, DutyState.Open, day), (duty.Origin, duty.State, duty.DueDay));
        Assert.Equal(ClockState.Running, await ClockAsync());
        Assert.Null(await CloseAsync(office, new CloseDuty(id, duty.Id, "隔声屏障已建成", await office.PersonAsync("environment.handler"))));
        Assert.Equal(ClockState.Met, await ClockAsync());

        Task<ClockState> ClockAsync() => office.Service.QueryAsync(db => db.Set<CaseClock>().Where(c => c.AssignmentId == duty.Id && c.Code == "K19").Select(c => c.State).SingleAsync(Office.Cancellation));
    }

    [Fact]
    public async Task ASignatureOnPaper_IsKeptWithItsDay_AndTheSlipHasALineForIt()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync();
        await office.AcceptAsync(id);
        await office.ClassifyAsync(id);
        await office.CompleteAsync(id, "assign", "Assign", [.. await office.AssignmentAsync("environment"), ("feedbackMethod", "closing-report")]);
        var slip = (await PaperAsync(office, id, DocumentKinds.AssignmentSlip)).Html;
        Assert.Contains("签收人（签名）", slip, StringComparison.Ordinal);
        Assert.Contains("反馈单并附办结报告", slip, StringComparison.Ordinal);
        var handler = ("handler", await office.StaffIdAsync("environment.handler"));
        Assert.Equal(("signed-on-impossible", "signedOn"), Said(await office.TryCompleteAsync(id, "sign-for", "Sign", handler, ("signedBy", "收发室"), ("signedOn", "2026-01-01"))));
        await office.CompleteAsync(id, "sign-for", "Sign", handler, ("signedBy", "收发室"), ("signedOn", office.Today));

        var assignment = await office.Service.QueryAsync(db => db.Set<Assignment>().AsNoTracking().SingleAsync(a => a.PetitionId == id, Office.Cancellation));
        Assert.Equal(("收发室", office.Service.Time.Today()), (assignment.PaperSigner, assignment.PaperSignedOn!.Value));
        await office.ReportResultAsync(id);
        Assert.Contains("收发室 " + office.Today, (await PaperAsync(office, id, "result-feedback")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALetterFromTheSuggestionBox_IsASuggestionThatIsAnswered()
    {
        await using var office = await Office.OpenAsync();
        var id = await office.RegisterAsync(new LetterRegister { TakenBy = "clerk", FromSuggestionBox = true }, subject: "接待室座椅不足");
        await office.AcceptAsync(id);
        var classify = Assert.Single(await office.OpenTasksAsync(id));
        Assert.Equal(nameof(MatterClass.Suggestion), TaskForms.SuggestionsOf(classify)["matterClass"].Value);
    }

    [Fact]
    public async Task ARequestForReview_IsAPaperWithItsReasonsAndTheOpinionItIsAbout()
    {
        await using var office = await Office.OpenAsync();
        var parent = await office.AnsweredAsync();
        var review = (await office.RequestReviewAsync(parent, "认定事实有误", "照片两张")).Value.Id;

        var (paper, opinion) = ((await PaperAsync(office, review, "review-application")).Html, await PaperAsync(office, parent, DocumentKinds.Opinion));
        Assert.All(["认定事实有误", "照片两张", opinion.Number, (await office.CaseAsync(parent)).Number, office.Today], said => Assert.Contains(said, paper, StringComparison.Ordinal));
    }

    private static (string?, string?) Said(Refusal? refusal) => (refusal?.Code, refusal?.Field);

    private static async Task<Refusal?> SuperviseAsync(Office office, SuperviseUnit command) =>
        (await office.Service.Runner.RunAsync<SuperviseUnitHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;

    private static async Task<Refusal?> CloseAsync(Office office, CloseDuty command) =>
        (await office.Service.Runner.RunAsync<CloseDutyHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;

    private static async Task<Refusal?> MediateAsync(Office office, RecordMediation command) =>
        (await office.Service.Runner.RunAsync<RecordMediationHandler>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation)).Refusal;

    private static Task<Duty> DutyAsync(Office office, Guid id) => office.Service.QueryAsync(db => db.Set<Duty>().AsNoTracking().SingleAsync(d => d.PetitionId == id, Office.Cancellation));

    private static Task<DateOnly> LegalDayAsync(Office office, Guid id) =>
        office.Service.QueryAsync(db => db.Set<CaseClock>().Where(c => c.PetitionId == id && c.Code == "K05").Select(c => c.DueDay).SingleAsync(Office.Cancellation));

    private static Task<CaseDocument> PaperAsync(Office office, Guid id, string kind) =>
        office.Service.QueryAsync(db => db.Set<CaseDocument>().AsNoTracking().SingleAsync(d => d.PetitionId == id && d.Kind == kind, Office.Cancellation));
}
