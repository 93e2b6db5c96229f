using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Staff.Rosters;
using PetitionWorkflow.Staff.Training;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Staff;

/// <summary>C11, C12, C32: who is on duty, who is there, and who was trained.</summary>
public sealed class RosterPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    private TestOffice Office => _web.Office;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private string Today => _web.Time.Today().ToString("yyyy-MM-dd");

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Shift_IsPlannedByALeader_BegunAndEndedByThePerson_AndItsAbsenceIsSeen()
    {
        var leader = _web.As(Office.Leader);
        await leader.OpenAsync("/roster");
        Assert.Contains("接待窗口 09:00–17:00", leader.Text("#gaps"), StringComparison.Ordinal);
        await leader.PressAsync("加入值班表", ("Input.Day", Today), ("Input.From", "11:00"), ("Input.Until", "10:00"), ("Input.PersonId", Office.Clerk.UserId.ToString()));
        Assert.Equal(("11:00", true), (leader.ValueOf("Input.From")[..5], leader.MessageAt("Input.Until").Length > 0));
        await leader.PressAsync("加入值班表", ("Input.Day", Today), ("Input.From", "09:00"), ("Input.Until", "12:00"), ("Input.PersonId", Office.Leader.UserId.ToString()));
        Assert.NotEmpty(leader.MessageAt("Input.PersonId"));
        await leader.PressAsync("加入值班表", ("Input.Day", Today), ("Input.From", "00:00"), ("Input.Until", "00:00"), ("Input.PersonId", Office.Clerk.UserId.ToString()));
        await leader.PressAsync("加入值班表", ("Input.Day", Today), ("Input.From", "10:00"), ("Input.Until", "12:00"), ("Input.PersonId", Office.Clerk.UserId.ToString()));
        Assert.Contains("重叠", leader.MessageAt("Input.From"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{Today} 接待窗口", leader.Text("#gaps"), StringComparison.Ordinal);

        var other = _web.As(Office.OtherClerk);
        await other.OpenAsync("/intake/visit");
        Assert.Contains("Clerk 1", other.Text("#on-duty"), StringComparison.Ordinal);
        await other.OpenAsync("/intake/call");
        Assert.Contains("无人值守热线", other.Text("#on-duty"), StringComparison.Ordinal);
        await other.OpenAsync("/roster");
        Assert.Contains("未到岗", other.Text("#roster"), StringComparison.Ordinal);
        Assert.Empty(other.Page.QuerySelectorAll("[name='Input.PersonId'], [name=leaves]"));

        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync("/roster");
        await clerk.PressAsync("到岗");
        await clerk.PressAsync("离岗");
        Assert.DoesNotContain("未到岗", clerk.Text("#roster"), StringComparison.Ordinal);
        var shift = await Office.ReadAsync(db => db.Set<DutyShift>().AsNoTracking().SingleAsync(Cancellation));
        Assert.True(shift is { CheckedInAt: not null, CheckedOutAt: not null });
        await leader.OpenAsync("/roster");
        Assert.Empty(leader.Page.QuerySelectorAll("[name=reason]"));
        var unit = _web.As(Office.HousingHead);
        await unit.OpenAsync("/roster");
        Assert.Equal(HttpStatusCode.Forbidden, unit.Status);
    }

    [Fact]
    public async Task File_IsImportedWholeOrNotAtAll_AndAnExportIsReadBack()
    {
        var leader = _web.As(Office.Leader);
        await leader.OpenAsync("/roster");
        await ImportAsync(leader, $"day,post,from,until,account\n{Today},hotline,09:00,17:00,test-clerk-2\n{Today},phone,09:00,17:00,test-clerk-1\n2026-02-30,reception,09:00,12:00,test-clerk-1\n");
        Assert.Contains("第 3 行", leader.Text("#problems"), StringComparison.Ordinal);
        Assert.Contains("第 4 行", leader.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal(0, await Office.ReadAsync(db => db.Set<DutyShift>().CountAsync(Cancellation)));
        await ImportAsync(leader, $"day,post,from,until,account\n{Today},hotline,09:00,17:00,test-clerk-2\n\n2026-02-30,reception,09:00,12:00,test-clerk-1\n\n");
        Assert.Contains("第 4 行", leader.Text("#problems"), StringComparison.Ordinal);
        Assert.DoesNotContain("第 5 行", leader.Text("#problems"), StringComparison.Ordinal);
        await ImportAsync(leader, "when,who\n");
        Assert.Contains("day,post,from,until,account", leader.Text("#problems"), StringComparison.Ordinal);

        await ImportAsync(leader, $"day,post,from,until,account\n{Today},hotline,09:00,17:00,test-clerk-2\n{Today},leader,00:00,24:00,test-leader\n");
        var written = await _web.Client(Office.Leader).GetStringAsync("/roster?handler=File", Cancellation);
        Assert.Contains($"{Today},leader,00:00,00:00,test-leader", written, StringComparison.Ordinal);
        await ImportAsync(leader, written);
        Assert.Equal(2, await Office.ReadAsync(db => db.Set<DutyShift>().CountAsync(Cancellation)));

        await ImportAsync(leader, $"\uFEFFday;post;from;until;account\r\n\"{Today}\";\"hotline\";17:00;18:00;\"test-clerk-2\"\r\n");
        Assert.Equal(3, await Office.ReadAsync(db => db.Set<DutyShift>().CountAsync(Cancellation)));
        await ImportAsync(leader, $"day,post,from,until,account\n{Today},hotline,18:00,19:00,test-clerk-2\n{Today},hotline,19:00,20:00,\"test-clerk-2\n");
        Assert.Contains("第 3 行的引号不成对", leader.Text("#problems"), StringComparison.Ordinal);
        await leader.PressWithFilesAsync("导入", [("Upload", "roster.csv", [0x50, 0x4B, 3, 4, 0, 0])]);
        Assert.Contains("Excel", leader.Text("#problems"), StringComparison.Ordinal);
        Assert.Equal(3, await Office.ReadAsync(db => db.Set<DutyShift>().CountAsync(Cancellation)));
        await leader.PressAsync("删除班次", ("reason", ""));
        Assert.NotEmpty(leader.Text("#problems"));
        await leader.PressAsync("删除班次", ("reason", "临时调整"));
        Assert.Equal(2, await Office.ReadAsync(db => db.Set<DutyShift>().CountAsync(Cancellation)));
        Assert.Contains("临时调整", leader.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_IsRecorded_AndWhoWasNotTrainedIsDue()
    {
        var leader = _web.As(Office.Leader);
        await leader.OpenAsync("/training");
        Assert.Equal(2, leader.Page.QuerySelectorAll("#receptionists .badge").Length);
        await leader.PressAsync("登记", ("Input.Topic", "信访工作条例"), ("Input.Hours", "0"));
        Assert.Equal("信访工作条例", leader.ValueOf("Input.Topic"));
        Assert.All(new[] { "Input.HeldOn", "Input.Area", "Input.Hours" }, field => Assert.NotEmpty(leader.MessageAt(field)));
        await leader.PressAsync("登记", ("Input.HeldOn", Today), ("Input.Area", "Policy"), ("Input.Topic", "信访工作条例"), ("Input.Hours", "3.5"), ("Input.Attendees", Office.Clerk.UserId.ToString()));

        Assert.Contains("3.5 学时", leader.Text("#training"), StringComparison.Ordinal);
        var due = Assert.Single(leader.Page.QuerySelectorAll("#receptionists li"), li => li.QuerySelector(".badge") is not null);
        Assert.Contains(Office.OtherClerk.DisplayName, due.TextContent, StringComparison.Ordinal);
        Assert.Contains("信访工作条例", await _web.Client(Office.Leader).GetStringAsync("/training?handler=File", Cancellation), StringComparison.Ordinal);
        _web.Time.Advance(TimeSpan.FromDays(100));
        await leader.OpenAsync("/training?months=3");
        Assert.Equal(2, leader.Page.QuerySelectorAll("#receptionists .badge").Length);
        var clerk = _web.As(Office.Clerk);
        await clerk.OpenAsync("/training");
        Assert.Empty(clerk.Page.QuerySelectorAll("[name='Input.Topic']"));
        Assert.Equal(1, await Office.ReadAsync(db => db.Set<TrainingSession>().CountAsync(Cancellation)));
        foreach (var (path, language) in from path in new[] { "/roster", "/training", "/viewings", "/recusals" } from language in Texts.Languages select (path, language))
        {
            var reader = _web.As(Office.Leader, language);
            await reader.OpenAsync(path);
            Assert.DoesNotContain("⟦", reader.Source, StringComparison.Ordinal);
        }
    }

    private static Task ImportAsync(Browser browser, string text) => browser.PressWithFilesAsync("导入", [("Upload", "roster.csv", Encoding.UTF8.GetBytes(text))]);
}
