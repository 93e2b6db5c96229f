using System.Globalization;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>An administrator moves the demo clock on, and the reminders of a case that waits go out.</summary>
public sealed class ReminderJourney(Browser browser) : Journey, IClassFixture<Browser>
{
    [Fact]
    public async Task AdvancingTheClock_SendsTheRemindersOfACaseThatNobodyTookUp()
    {
        var clerk = await browser.SignInAsync("clerk");
        await clerk.GotoAsync("/intake/online");
        var received = DateTime.ParseExact(await clerk.InputValueAsync("[name='Input.ReceivedAt']"), "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        await clerk.FillAsync("[name='Input.Register.Platform']", "市长信箱");
        await clerk.FillAsync("[name='Input.Subject']", "路灯不亮");
        await clerk.FillAsync("[name='Input.Text']", "小区门口的路灯一直不亮，请求修复。");
        await clerk.ClickAsync("#register-form button.btn-primary");
        await Browser.ArriveAsync(clerk, "**/intake/receipt/*");
        var number = new Uri(clerk.Url).Segments[^1];

        var admin = await browser.SignInAsync("admin", "/deadlines/clock");
        await DemoClock.MoveToMorningOfAsync(admin, DemoClock.YellowCardOf(DateOnly.FromDateTime(received)));
        await admin.WaitForSelectorAsync($".list-group-item:has-text('{number}')", new PageWaitForSelectorOptions { Timeout = 60_000 });
        await admin.WaitForFunctionAsync(
            "number => [...document.querySelectorAll('.list-group-item')].some(i => i.innerText.includes(number) && i.innerText.includes('已发送'))", number,
            new PageWaitForFunctionOptions { Timeout = 60_000 });
        await Browser.PictureAsync(admin, "clock-advanced");

        await admin.ClickAsync($".list-group-item:has-text('{number}') a");
        await Browser.PictureAsync(admin, "reminder-mail");
        Assert.DoesNotContain("路灯", await admin.InnerTextAsync("main"), StringComparison.Ordinal);

        await clerk.GotoAsync($"/cases/{number}");
        await Browser.PictureAsync(clerk, "case-overdue");
        Assert.Contains("逾期", await clerk.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("黄牌", await clerk.InnerTextAsync(".case-history"), StringComparison.Ordinal);
    }
}
