using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing.Rules;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks.Forms;

namespace PetitionWorkflow.Tests.Routing;

public sealed class RoutingTableTests
{
    [Theory]
    [InlineData("某省某市某区和平街道三号", GovernmentLevel.Street)]
    [InlineData("城东区阳光小区", GovernmentLevel.District)]
    [InlineData("阳光小区门口", null)]
    [InlineData("本市各公园", GovernmentLevel.City)]
    [InlineData("农贸市场和超市门前", null)]
    [InlineData("", null)]
    public void Level_OfAPlace_IsTheLowestThatItNames(string place, GovernmentLevel? level) => Assert.Equal(level, PlaceLevel.Of(place));

    [Fact]
    public async Task Change_BecomesAVersion_AndTheNextCaseKeepsItsReason()
    {
        await using var office = await Office.OpenAsync();
        var admin = (await office.PersonAsync("admin")).Act();
        var signal = new RoutingRule("urgent-04", new RoutingCondition { Words = ["扬言"] }, new RoutingResult { Urgent = UrgentCriteria.ExtremeAct });
        var local = new RoutingRule("local-09", new RoutingCondition { Words = ["噪音"], Levels = [GovernmentLevel.District] }, new RoutingResult { Unit = "civil-affairs" });
        Assert.Equal(2, (await ChangeAsync(office, new ChangeRoutingTable(1, null, signal, 1, "威胁性言语", admin))).Value);
        Assert.Equal("routing-table-changed-meanwhile", (await ChangeAsync(office, new ChangeRoutingTable(1, null, local, 1, null, admin))).Refusal?.Code);
        Assert.Equal(3, (await ChangeAsync(office, new ChangeRoutingTable(2, null, local, 1, null, admin))).Value);

        var id = await office.RegisterAsync(subject: "夜间噪音扰民扬言报复", place: "城东区工地");
        await office.AcceptAsync(id);
        var suggested = TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(id)));
        Assert.Equal(UrgentCriteria.ExtremeAct, suggested["urgentCriterion"].Value);
        Assert.Contains("urgent-04（扬言）", suggested["urgentCriterion"].Reason, StringComparison.Ordinal);
        Assert.Contains("local-09（噪音、属地层级：区县级）", suggested["urgentCriterion"].Reason, StringComparison.Ordinal);

        var kept = await office.Service.QueryAsync(db => db.Set<CaseEvent>().AsNoTracking().SingleAsync(e => e.PetitionId == id && e.Kind == "RouteSuggested", Office.Cancellation));
        Assert.Contains("\"level\":\"District\"", kept.Data, StringComparison.Ordinal);
        await office.ClassifyAsync(id);
        Assert.Equal(await office.UnitAsync("civil-affairs"), TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(id)))["leadUnit"].Value);

        var newest = await office.Service.QueryAsync(db => db.Set<RoutingTableVersion>().AsNoTracking().OrderBy(v => v.Version).ToListAsync(Office.Cancellation));
        Assert.Equal((admin.ActorName, "威胁性言语"), (newest[1].PublishedBy, newest[1].Note));
        var difference = Assert.Single(TableDifference.Between(RoutingTable.Read(newest[0].Json).Value, RoutingTable.Read(newest[1].Json).Value));
        Assert.Equal(("urgent-04", null), (difference.Id, difference.Before));
    }

    [Fact]
    public async Task CategoryOfThePlatform_IsFilledInWhereNoRuleKnowsOne_AndElseOffered()
    {
        await using var office = await Office.OpenAsync();
        var register = new OnlineRegister { Platform = "官网", Category = "民政" };

        var unknown = await office.RegisterAsync(register, subject: "请问如何填写某张表");
        await office.AcceptAsync(unknown);
        var filled = TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(unknown)))["category"];
        Assert.Equal(("民政", "来源平台的分类：民政"), (filled.Value, filled.Reason));

        var noise = await office.RegisterAsync(register);
        await office.AcceptAsync(noise);
        var ruled = TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(noise)))["category"];
        Assert.StartsWith("环境保护", ruled.Value, StringComparison.Ordinal);
        Assert.Equal(new TaskSuggestion("民政", ""), ruled.Choices![0]);

        var strange = await office.RegisterAsync(register with { Category = "没有这样的分类" }, subject: "请问如何填写某张表");
        await office.AcceptAsync(strange);
        Assert.Equal("", TaskForms.SuggestionsOf(Assert.Single(await office.OpenTasksAsync(strange)))["category"].Value);
    }

    private static Task<Result<int>> ChangeAsync(Office office, ChangeRoutingTable command) =>
        office.Service.Runner.RunAsync<ChangeRoutingTableHandler, int>(h => h.HandleAsync(command, Office.Cancellation), Office.Cancellation);
}
