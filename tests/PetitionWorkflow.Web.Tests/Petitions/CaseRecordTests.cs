using System.Net;
using AngleSharp.Html.Dom;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Shared;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Web.Tests.Petitions;

/// <summary>What people write down on the page of a case.</summary>
public sealed class CaseRecordTests : CasePageTestBase
{
    [Fact]
    public async Task CasePage_Progress_IsKeptWhenRefusedAndInTheHistoryWhenNot()
    {
        var petition = await Office.AddCaseAsync();
        var browser = Web.As(Office.Clerk);
        await browser.OpenAsync($"/cases/{petition.Number}");

        await browser.PressAsync("保存", ("Text", new string('字', 2001)));
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Status + browser.Page.Body!.TextContent);
        Assert.Contains("最多 2000 个字", browser.Text("#problems"));
        Assert.Contains(new string('字', 2001), browser.Text("textarea[name=Text]"));
        Assert.NotNull(browser.Page.QuerySelector("details[open] textarea[name=Text]"));

        await browser.PressAsync("保存", ("Text", "Talked to <b>the</b> unit."));
        Assert.Contains("Talked to <b>the</b> unit.", browser.Text(".case-history"));
        Assert.Equal([nameof(ProgressRecorded)], await Office.HistoryAsync(petition.Id));
    }

    [Fact]
    public async Task CasePage_Contact_IsRefusedWithItsFieldsAndInTheHistoryWhenNot()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var browser = Web.As(Office.HousingHandler);
        await browser.OpenAsync($"/cases/{petition.Number}");
        var form = (IHtmlFormElement)browser.Page.QuerySelector("form[action*=Contact]")!;

        await browser.SubmitAsync(form, null, ("ContactOn", "2099-01-01"), ("ContactText", "kept"));
        Assert.Contains("联系日期应在", browser.Text("#problems"));
        Assert.Equal("kept", browser.Text("details[open] textarea[name=ContactText]"));
        await browser.SubmitAsync(form, null, ("ContactOn", Day()), ("ContactMethod", "Visit"), ("ContactText", "We <b>met</b>."));
        Assert.Contains($"{Day()} 联系信访人（当面）：We <b>met</b>.", browser.Text(".case-history"));
        Assert.Equal([nameof(ContactRecorded)], await Office.HistoryAsync(petition.Id));

        string Day() => ChinaTime.DayOf(Office.Now).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task CasePage_Urge_IsNumberedPerUnit()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var browser = Web.As(Office.Clerk);
        await browser.OpenAsync($"/cases/{petition.Number}");
        var form = (IHtmlFormElement)browser.Page.QuerySelector("form[action*=Urge]")!;

        await browser.SubmitAsync(form, null, ("UnitId", Office.Housing.Id.ToString()), ("Person", "Duty officer"), ("Reply", "Tomorrow."));
        await browser.SubmitAsync(form, null, ("UnitId", Office.Housing.Id.ToString()), ("Person", "Duty officer"));
        Assert.Contains("第 2 次催办已登记", browser.Text("#toasts"));
        Assert.Contains("第 1 次催办Unit of housing（电话，联系人：Duty officer），答复：Tomorrow.", browser.Text(".case-history"));

        await browser.SubmitAsync(form, null, ("UnitId", Office.Transport.Id.ToString()), ("Person", ""), ("Method", "99"), ("Reply", "kept"));
        Assert.Equal(2, (await Office.HistoryAsync(petition.Id)).Count);
        Assert.Equal("kept", browser.Text("textarea[name=Reply]"));
    }
}
