using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>A clerk takes petitions in: by form, and by the hundred from a file.</summary>
public sealed partial class IntakeJourney(Browser browser) : Journey, IClassFixture<Browser>
{
    private const string Submit = "#register-form .form-actions button";

    [Fact]
    public async Task Letter_IsRegisteredFoundInTheListAndOpened()
    {
        var page = await browser.SignInAsync("clerk", "/intake");
        await Browser.PictureAsync(page, "intake-channels");
        await page.ClickAsync("a[href='/intake/letter']");
        await page.FillAsync("#Input_Text", "三楼水管破裂，物业推诿，希望尽快派人维修。");
        await page.SetInputFilesAsync("#Input_Files", Text("现场说明.txt", "照片的说明"));
        await page.ClickAsync(Submit);

        // The first attempt lacks subject, name and address: said beside the fields, and nothing typed or uploaded is lost.
        await page.WaitForSelectorAsync("#problems");
        Assert.Contains("事项主题", await page.InnerTextAsync("#Input_Subject-message"));
        Assert.Equal("三楼水管破裂，物业推诿，希望尽快派人维修。", await page.InputValueAsync("#Input_Text"));
        Assert.Contains("现场说明.txt", await page.InnerTextAsync(".files"));
        await Browser.PictureAsync(page, "intake-letter-errors");
        await page.FillAsync("#Input_Petitioner_Name", "信访人甲");
        await page.FillAsync("#Input_Petitioner_Address", "幸福路1号");
        await page.FillAsync("#Input_Subject", "楼上漏水无人维修");
        await page.ClickAsync(Submit);

        await page.WaitForSelectorAsync("#query-code");
        await Browser.PictureAsync(page, "intake-receipt");
        var number = await page.InnerTextAsync(".receipt-number");
        await page.ClickAsync("#navigation a[href='/petitions']");
        await page.FillAsync("#case-text", "漏水");
        await page.PressAsync("#case-text", "Enter");
        await Browser.ArriveAsync(page, "**text=*");
        await page.Locator($"#cases a[href='/cases/{number}']").WaitForAsync();
        await Browser.PictureAsync(page, "case-list");
        await page.ClickAsync($"#cases a[href='/cases/{number}']");
        Assert.Contains("楼上漏水无人维修", await page.InnerTextAsync("h1"));
        Assert.Contains("现场说明.txt", await page.InnerTextAsync("main"));
        await Browser.PictureAsync(page, "case-of-letter");
        await page.ClickAsync($"a[href='/cases/{number}/register']");
        await Browser.PictureAsync(page, "intake-correction");
    }

    [Fact]
    public async Task Visit_HintsAnOldCaseWhileTypingAndIsAnsweredOnTheSpot()
    {
        var page = await browser.SignInAsync("clerk", "/intake/online");
        await FillAsync(page, ("Subject", "小区门口路灯不亮"), ("Text", "小区门口的路灯坏了三周，晚上出行很不安全。"), ("Register_Platform", "微信"));
        await page.ClickAsync(Submit);
        var first = await page.InnerTextAsync(".receipt-number");

        await page.GotoAsync("/intake/visit");
        Assert.False(await page.IsVisibleAsync("#on-the-spot"));
        await page.ClickAsync("#Input_Text");
        await page.Keyboard.TypeAsync("小区门口的路灯坏了三周，晚上走路很不安全。");
        await page.WaitForSelectorAsync("#duplicate-hints");
        Assert.Contains(first, await page.InnerTextAsync("#duplicate-hints"));
        await FillAsync(
            page, ("Subject", "路灯不亮"), ("Petitioner_Name", "信访人乙"), ("Petitioner_Phone", "010-5550 0002"), ("Petitioner_Address", "幸福路2号"));
        await page.SelectOptionAsync("#Input_Petitioner_Gender", "Female");
        await page.CheckAsync("#Input_Register_IsOnTheSpot");
        await FillAsync(page, ("Register_OnTheSpot_Answer", "路灯管理所三日内修复。"), ("Register_OnTheSpot_Basis", "《城市道路照明设施管理规定》"));
        await page.CheckAsync("#Input_DuplicatesChecked");
        await Browser.PictureAsync(page, "intake-visit");
        await page.ClickAsync(Submit);

        await page.WaitForSelectorAsync("#query-code");
        await page.ClickAsync("a[href^='/cases/']");
        Assert.Contains("当场答复", await page.InnerTextAsync(".badges-list"));
    }

    [Fact]
    public async Task Tick_MadeWhileTheHintsAreAskedForAnew_Stays()
    {
        var page = await browser.SignInAsync("clerk", "/intake/online");
        await FillAsync(page, ("Subject", "河道异味扰民"), ("Text", "河道异味很重，附近居民不敢开窗，请治理。"), ("Register_Platform", "微信"));
        await page.ClickAsync(Submit);
        await page.WaitForSelectorAsync(".receipt-number");

        await page.GotoAsync("/intake/visit");
        await page.ClickAsync("#Input_Text");
        await page.Keyboard.TypeAsync("河道异味很重，附近居民不敢开窗，请治理");
        await page.WaitForSelectorAsync("#duplicate-hints");
        var asked = new TaskCompletionSource<IRoute>();
        await page.RouteAsync("**/intake/visit?handler=Duplicates", asked.SetResult);
        await page.Keyboard.TypeAsync("。");
        var question = await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await page.CheckAsync("#Input_DuplicatesChecked");
        await page.EvaluateAsync("() => { document.getElementById('duplicate-hints').dataset.old = ''; }");
        await question.ContinueAsync();
        await page.WaitForSelectorAsync("#duplicate-hints:not([data-old])");
        Assert.True(await page.IsCheckedAsync("#Input_DuplicatesChecked"));
    }

    [Fact]
    public async Task File_IsCheckedAndImportedWithAMovingBar()
    {
        var page = await browser.SignInAsync("clerk", "/intake/import");
        var rows = Enumerable.Range(1, 400).Select(i => $"{i},U{i % 7},第{i}号井盖破损,2026-02-{(i % 27) + 1:D2}T08:30:00,第{i}号门前井盖破损。\n");
        var file = "message_id,user_id,subject,sent_at,text\n" + string.Concat(rows) + "401,U1,,2026-02-02T08:30:00,没有主题\n402,U1,日期,2026-02-30T08:30:00,日期\n";
        await page.SetInputFilesAsync("#Upload", Text("messages.csv", file));
        await page.ClickAsync("main form button");

        // From here on the page is never loaded again except by the confirmation.
        var confirm = page.Locator("#import-progress form button.btn-primary");
        await confirm.WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        Assert.Equal(("400", "2"), (await page.InnerTextAsync("#import-accepted"), await page.InnerTextAsync("#import-rejected")));
        await Browser.PictureAsync(page, "import-checked");
        var list = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[download]"));
        Assert.Contains("缺少主题", await File.ReadAllTextAsync(await list.PathAsync(), TestContext.Current.CancellationToken));
        await confirm.ClickAsync();
        await page.Locator("progress").WaitForAsync();
        await page.EvaluateAsync("window.stayed = true");
        await page.Locator("progress:not([value='0']), a[href='/petitions?channel=Online']").WaitForAsync();
        await Browser.PictureAsync(page, "import-running");

        await page.Locator("a[href='/petitions?channel=Online']").WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
        Assert.True(await page.EvaluateAsync<bool>("window.stayed"));
        Assert.Equal(("400", "2"), (await page.InnerTextAsync("#import-accepted"), await page.InnerTextAsync("#import-rejected")));
        await Browser.PictureAsync(page, "import-finished");
        await page.ClickAsync("a[href='/petitions?channel=Online']");
        await page.FillAsync("#case-text", "井盖");
        await page.PressAsync("#case-text", "Enter");
        await Browser.ArriveAsync(page, "**text=*");
        Assert.Matches(FourHundred(), await page.InnerTextAsync("#cases .card-footer"));
        await Browser.PictureAsync(page, "case-list-imported");
    }

    private static async Task FillAsync(IPage page, params (string Field, string Value)[] fields)
    {
        foreach (var (field, value) in fields)
        {
            await page.FillAsync("#Input_" + field, value);
        }
    }

    private static FilePayload Text(string name, string text) => new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) };

    [GeneratedRegex(@"共 400 条")]
    private static partial Regex FourHundred();
}
