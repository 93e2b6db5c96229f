using System.Net;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>R15 on the pages: asked for by petitioner and staff, decided by a leader, lasting.</summary>
public sealed class RecusalPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Petitioner_AsksOnTheOwnCase_ALeaderDecides_AndTheReasonIsReadThere()
    {
        var (number, code) = ("XF-2026-000077", QueryCode.New());
        var petition = await Office.AddCaseAsync("Asked for", [Office.Housing.Id]);
        await Office.WriteAsync(db => db.Add(new Petition
        {
            Id = Guid.CreateVersion7(), Number = number, Kind = CaseKind.Petition, Channel = Channel.Online, ReceivedAt = Office.Now, RegisteredAt = Office.Now,
            Petitioner = new Petitioner { Name = "信访人甲" }, Subject = "The matter", Text = "What was written.", QueryCodeHash = QueryCode.Hash(code),
        }));
        var petitioner = _web.Anonymous();
        await petitioner.OpenAsync("/p/follow");
        await petitioner.PressAsync("查询", ("Number", number), ("Code", code));
        await petitioner.PressAsync("申请工作人员回避", ("RecusalPerson", "Clerk 2"));
        Assert.Equal(("Clerk 2", true), (petitioner.ValueOf("RecusalPerson"), petitioner.MessageAt("RecusalReason").Length > 0));
        await petitioner.PressAsync("申请工作人员回避", ("RecusalPerson", "Clerk 2"), ("RecusalReason", "与对方是亲属"));
        Assert.Contains("待决定", petitioner.Text("#recusals + ul"), StringComparison.Ordinal);

        await AssertForbiddenAsync(Office.Clerk, Office.HousingHead, Office.Auditor);
        var leader = _web.As(Office.Leader);
        await leader.OpenAsync("/recusals");
        Assert.Equal("1", leader.Text("a[href='/recusals'] .badge"));
        await leader.PressAsync("决定回避", ("Input.Reason", ""));
        Assert.NotEmpty(leader.Text("#problems"));
        await leader.PressAsync("决定回避", ("Input.Reason", "属实，应当回避"));
        Assert.Contains("属实，应当回避", leader.Text("[data-decision]"), StringComparison.Ordinal);
        Assert.Empty(leader.Text("a[href='/recusals'] .badge"));

        await petitioner.OpenAsync("/p/case");
        Assert.Contains("属实，应当回避", petitioner.Text("#recusals + ul"), StringComparison.Ordinal);
        var barred = await Office.ReadAsync(db => db.Set<BarredPerson>().AsNoTracking().SingleAsync(Cancellation));
        Assert.Equal((Office.OtherClerk.UserId, BarGround.Recused), (barred.PersonId, barred.Ground));
        var clerk = _web.As(Office.OtherClerk);
        await clerk.OpenAsync($"/cases/{number}");
        Assert.Contains("已回避", clerk.Text("#recusals, .list-group"), StringComparison.Ordinal);
        Assert.Empty(clerk.Page.QuerySelectorAll("[name=RecusalPerson]"));
        await clerk.PressAsync("保存", ("Text", "还想写进展"));
        Assert.Contains("第二十八条", clerk.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal(0, await Office.ReadAsync(db => db.Set<BarredPerson>().CountAsync(b => b.PetitionId == petition.Id, Cancellation)));
    }

    [Fact]
    public async Task UnitPerson_WhoRecusesThemselves_SeesTheCaseNoMore_ColleaguesDo()
    {
        var petition = await Office.AddCaseAsync("Of the unit", [Office.Housing.Id]);
        var handler = _web.As(Office.HousingHandler);
        await handler.OpenAsync($"/cases/{petition.Number}");
        await handler.PressAsync("申请回避", ("RecusalPerson", Office.HousingHandler.UserId.ToString()));
        Assert.NotEmpty(handler.MessageAt("RecusalReason"));
        await handler.PressAsync("申请回避", ("RecusalPerson", Office.HousingHandler.UserId.ToString()), ("RecusalReason", "亲属"));
        Assert.Equal("/tasks", handler.Address);

        await handler.OpenAsync($"/cases/{petition.Number}");
        Assert.Equal(HttpStatusCode.NotFound, handler.Status);
        await handler.OpenAsync("/petitions");
        Assert.DoesNotContain(petition.Number, handler.Source, StringComparison.Ordinal);
        var head = _web.As(Office.HousingHead);
        await head.OpenAsync($"/cases/{petition.Number}");
        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.DoesNotContain(Office.HousingHandler.UserId.ToString(), head.Source, StringComparison.Ordinal);
        foreach (var language in Texts.Languages)
        {
            foreach (var (person, path) in new[] { (Office.Leader, "/recusals"), (Office.Clerk, $"/cases/{petition.Number}") })
            {
                var reader = _web.As(person, language);
                await reader.OpenAsync(path);
                Assert.DoesNotContain("⟦", reader.Source, StringComparison.Ordinal);
            }
        }
    }

    private async Task AssertForbiddenAsync(params PetitionWorkflow.Staff.Viewer[] people)
    {
        foreach (var person in people)
        {
            var browser = _web.As(person);
            await browser.OpenAsync("/recusals");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        }
    }
}
