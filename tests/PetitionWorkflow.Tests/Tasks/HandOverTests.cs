using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Tests.Tasks;

public sealed class HandOverTests : TaskTestBase
{
    [Fact]
    public async Task ClaimTask_OfMyRole_MakesMeItsHolderOnce()
    {
        var task = await NewOfficeTaskAsync();

        Assert.Null((await ClaimAsync(task, Office.Clerk)).Refusal);
        Assert.Null((await ClaimAsync(task, Office.Clerk)).Refusal);

        Assert.Equal(Office.Clerk.UserId, (await Office.TaskAsync(task.Id)).AssigneeId);
        Assert.Equal([nameof(TaskClaimed)], await Office.HistoryAsync(task.PetitionId));
    }

    [Fact]
    public async Task ClaimTask_WhenAnotherHoldsIt_SaysWho()
    {
        var task = await NewOfficeTaskAsync(Office.OtherClerk);
        var refusal = (await ClaimAsync(task, Office.Clerk)).Refusal!;
        Assert.Equal(("task-held-by-another", "Clerk 2"), (refusal.Code, refusal.Args.Single()));
    }

    [Fact]
    public async Task ClaimTask_ByTwoAtOnce_GivesItToOne()
    {
        var task = await NewOfficeTaskAsync();

        var results = await Task.WhenAll(new[] { Office.Clerk, Office.OtherClerk }.Select(p => Task.Run(() => ClaimAsync(task, p), Cancellation)));

        Assert.Equal("task-held-by-another", Assert.Single(results, r => r.IsRefused).Refusal!.Code);
        Assert.Equal([nameof(TaskClaimed)], await Office.HistoryAsync(task.PetitionId));
    }

    [Fact]
    public async Task ClaimTask_OfARoleThatIsNotMine_IsRefused()
    {
        var task = await NewOfficeTaskAsync();
        Assert.Equal("task-not-for-you", (await ClaimAsync(task, Office.Auditor)).Refusal?.Code);
        Assert.Equal("task-not-for-you", (await ClaimAsync(task, Office.Administrator)).Refusal?.Code);
    }

    [Fact]
    public async Task ReleaseTask_ByItsHolder_GivesItBack()
    {
        var task = await NewOfficeTaskAsync(Office.Clerk);

        Assert.Equal("task-held-by-another", (await ReleaseAsync(task, Office.OtherClerk)).Refusal?.Code);
        Assert.Null((await ReleaseAsync(task, Office.Clerk)).Refusal);

        Assert.Null((await Office.TaskAsync(task.Id)).AssigneeId);
        Assert.Equal([nameof(TaskReleased)], await Office.HistoryAsync(task.PetitionId));
    }

    [Fact]
    public async Task ReleaseTask_WhenTheFlowGaveItToOnePerson_IsRefusedBecauseNobodyCouldFindIt()
    {
        var task = await Office.AddTaskAsync(await Office.AddCaseAsync(), role: null, heldBy: Office.Clerk);
        Assert.Equal("task-has-no-queue", (await ReleaseAsync(task, Office.Clerk)).Refusal?.Code);
    }

    [Fact]
    public async Task DelegateTask_ToAColleagueWhoMayDoIt_HandsItOver()
    {
        var task = await NewOfficeTaskAsync(Office.Clerk);

        Assert.Null((await DelegateAsync(task, Office.OtherClerk, Office.Clerk)).Refusal);

        Assert.Equal(Office.OtherClerk.UserId, (await Office.TaskAsync(task.Id)).AssigneeId);
        Assert.Equal([nameof(TaskDelegated)], await Office.HistoryAsync(task.PetitionId));
    }

    [Fact]
    public async Task DelegateTask_ToSomebodyOfAnotherRoleOrUnit_IsRefused()
    {
        var office = await NewOfficeTaskAsync(Office.Clerk);
        var unit = await NewUnitTaskAsync();

        Assert.Equal("task-not-for-that-person", (await DelegateAsync(office, Office.Leader, Office.Clerk)).Refusal?.Code);
        Assert.Equal("task-not-for-that-person", (await DelegateAsync(unit, Office.TransportHandler, Office.HousingHead)).Refusal?.Code);
    }

    [Fact]
    public async Task DelegateTask_ByTheHeadOfItsUnit_NeedsAReasonOnlyToTakeItFromSomebody()
    {
        var free = await NewUnitTaskAsync();
        var held = await NewUnitTaskAsync(Office.HousingHandler);

        Assert.Null((await DelegateAsync(free, Office.HousingHandler, Office.HousingHead)).Refusal);
        Assert.Null((await DelegateAsync(held, Office.HousingHandler, Office.HousingHead, "stays there")).Refusal);
        Assert.Equal("reason-required", (await DelegateAsync(held, Office.HousingHandler, Office.HousingHead)).Refusal?.Code);
        Assert.Equal([], await Office.HistoryAsync(held.PetitionId));
    }

    [Fact]
    public async Task DelegateTask_ByAnAdministrator_ReassignsWithAReason()
    {
        var task = await NewOfficeTaskAsync(Office.Clerk);

        Assert.Equal("reason-required", (await DelegateAsync(task, Office.OtherClerk, Office.Administrator, " ")).Refusal?.Code);
        Assert.Null((await DelegateAsync(task, Office.OtherClerk, Office.Administrator, "On leave.")).Refusal);

        Assert.Equal(Office.OtherClerk.UserId, (await Office.TaskAsync(task.Id)).AssigneeId);
    }

    [Fact]
    public async Task DelegateTask_BySomebodyWithNoPartInIt_IsRefused()
    {
        var task = await NewOfficeTaskAsync(Office.Clerk);
        Assert.Equal("task-not-for-you", (await DelegateAsync(task, Office.OtherClerk, Office.Leader, "because")).Refusal?.Code);
    }

    [Fact]
    public async Task SaveTaskDraft_KeepsOnlyTheFormsFieldsAndIsForTheHolderOnly()
    {
        const string form = """[{"name":"note","kind":"text","label":"Note"}]""";
        var task = await Office.AddTaskAsync(await Office.AddCaseAsync(), heldBy: Office.Clerk, form: form, type: "custom");

        Assert.Equal("task-not-held", (await SaveDraftAsync(task, Office.OtherClerk, ("note", "x"))).Refusal?.Code);
        Assert.Null((await SaveDraftAsync(task, Office.Clerk, ("note", "<b>half"), ("other", "y"))).Refusal);
        Assert.Equal("task-draft-too-large", (await SaveDraftAsync(task, Office.Clerk, ("note", new string('x', 300_000)))).Refusal?.Code);

        var draft = SaveTaskDraftHandler.Read(await Office.TaskAsync(task.Id));
        Assert.Equal([KeyValuePair.Create("note", "<b>half")], draft);
    }

    private async Task<WorkTask> NewOfficeTaskAsync(Viewer? heldBy = null) => await Office.AddTaskAsync(await Office.AddCaseAsync(), heldBy: heldBy);

    private async Task<WorkTask> NewUnitTaskAsync(Viewer? heldBy = null) =>
        await Office.AddTaskAsync(await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]), Roles.Handler, Office.Housing.Id, heldBy);
}
