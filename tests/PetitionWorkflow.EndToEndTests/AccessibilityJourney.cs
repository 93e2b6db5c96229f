using System.Text;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>Every page of the program, opened as somebody who uses it, keeps WCAG 2.2 AA.</summary>
public sealed class AccessibilityJourney(Browser browser) : Journey, IClassFixture<Browser>
{
    private readonly AccessibilityCheck _check = new();

    [Fact]
    public async Task EveryPage_KeepsWcag22AA()
    {
        var petitioner = await browser.OpenAsync("/p/submit");
        var number = await PetitionerAsync(petitioner);
        await ClerkAsync(await browser.SignInAsync("clerk"), number);
        await _check.VisitAsync(petitioner, "/p/review", "/p/case");
        await _check.VisitAsync(petitioner, (await petitioner.Locator("a[href^='/p/paper/']").First.GetAttributeAsync("href"))!);
        await AdministratorAsync(await browser.SignInAsync("admin"), number);
        await _check.VisitAsync(await browser.SignInAsync("environment.head"), "/", "/tasks", "/petitions", "/reports", "/deadlines/cards", "/deadlines/pauses", "/me");

        Assert.True(_check.Faults.Count == 0, string.Join('\n', _check.Faults));

        // One signs out by a button, a bundle is a file, /designer leads to its list, and the page of what went wrong needs something to go wrong.
        Assert.Empty(_check.Unseen.Except(["sign-out", "designer", "cases/{number}/bundle", "error/{code:int}"]));
    }

    [Fact]
    public async Task PagesOfPetitioners_FitAPhone()
    {
        await _check.LookOnAPhoneAsync(await browser.OpenAsync("/p"), "/p", "/p/submit", "/p/follow", "/p/results", "/p/rules", "/p/flow", "/p/contact", "/sign-in");

        Assert.True(_check.Faults.Count == 0, string.Join('\n', _check.Faults));
    }

    /// <returns>The number of the petition that was sent.</returns>
    private async Task<string> PetitionerAsync(IPage page)
    {
        await _check.LookAsync(page);
        await page.FillAsync("#Input_Subject", "小区门口路灯不亮");
        await page.FillAsync("#Input_Text", "小区门口的路灯坏了三周，晚上出行很不安全。");
        await page.FillAsync("#Input_Petitioner_Name", "信访人");
        await page.FillAsync("#Input_Petitioner_Phone", "13800000000");
        await page.FillAsync("#Input_Petitioner_Address", "某街道一号");
        await page.ClickAsync("main form .btn-primary");
        await page.WaitForSelectorAsync(".written");
        await _check.LookAsync(page);
        await page.ClickAsync("main form .btn-primary");
        await page.WaitForSelectorAsync("#query-code");
        await _check.LookAsync(page);
        var number = await page.InnerTextAsync("#number");
        await _check.VisitAsync(page, "/p", "/p/follow", "/p/results", "/p/rules", "/p/flow", "/p/contact", "/sign-in");
        return number;
    }

    private async Task ClerkAsync(IPage page, string number)
    {
        await page.GotoAsync("/intake/letter");
        await page.ClickAsync("#register-form button.btn-primary");
        await page.WaitForSelectorAsync("#problems");
        await _check.LookAsync(page);
        var letter = await CaseSteps.RegisterLetterAsync(page);
        await _check.LookAsync(page);
        await CaseSteps.StepAsync(page, letter, "preliminary-review", "Transfer", ("competentAuthority", "区政府"), ("legalBasis", "《信访工作条例》第二十二条"), ("reason", "属地管理"));
        await _check.VisitAsync(page, "/return-visits", $"/return-visits/{letter}");
        await _check.VisitAsync(page, $"/cases/{number}");
        await AskForRecusalAsync(page, number);
        var task = await page.Locator("a[href^='/tasks/']").First.GetAttributeAsync("href");
        await _check.VisitAsync(page, task!, task + "/delegate");
        await CaseSteps.StepAsync(page, number, "preliminary-review", "Accept", ("comment", "属受理范围"));
        await _check.LookAsync(page);
        await CaseSteps.StepAsync(page, number, "classify", "Classified", ("matterClass", "Claim"), ("category", "城乡建设/城市建设和市政管理/城市公共设施"), ("importance", "Ordinary"));
        await CaseSteps.StepAsync(
            page, number, "assign", "Assign", ("leadUnit", "生态环境局"), ("content", "核查路灯"), ("requirements", "依法处理并反馈"), ("dueDays", "30"), ("overrideReason", "属地管理"));
        var paper = await page.Locator($"a[href^='/cases/{number}/documents/']").First.GetAttributeAsync("href");
        await _check.VisitAsync(page, "/intake/letters", "/intake/platforms");
        await _check.VisitAsync(page, paper!, $"/cases/{number}/register", $"/cases/{number}/publish", $"/cases/{number}/review", $"/cases/{number}/re-review", "/", "/tasks", "/petitions", "/intake", "/intake/visit", "/intake/call", "/intake/online", "/mail", "/intake/import");
        await page.SetInputFilesAsync("#Upload", new FilePayload { Name = "a.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("标题,内容\n井盖破损,门前井盖破损多日\n,没有标题\n") });
        await page.ClickAsync("main form .btn-primary");
        await Browser.ArriveAsync(page, "**/intake/import/*");
        await _check.LookAsync(page);
    }

    private async Task AskForRecusalAsync(IPage page, string number)
    {
        await page.ClickAsync("details:has(#RecusalPerson) summary");
        await page.SelectOptionAsync("#RecusalPerson", new SelectOptionValue { Label = "市政府办领导" });
        await page.FillAsync("#RecusalReason", "与信访人有亲属关系");
        await page.ClickAsync("details:has(#RecusalPerson) button");
        await page.WaitForSelectorAsync("#recusals");
        await _check.LookAsync(page);
        await page.GotoAsync($"/cases/{number}");
    }

    private async Task AdministratorAsync(IPage page, string number)
    {
        // Our part of the designer's pages does not need the designer to start.
        await page.RouteAsync("**/*.wasm", route => route.AbortAsync());
        await _check.VisitAsync(
            page, "/categories", "/routing", "/routing/urgent-01", "/deadlines/calendar", "/deadlines/clock", "/deadlines/clocks", "/deadlines/clocks/K05", "/deadlines/profiles", "/designer", "/designer/history", "/designer/change/petition", "/designer/workflows/definitions", "/designer/workflows/definitions/petition/edit",
            "/designer/workflows/instances", "/documents/templates", "/documents/templates/opinion", "/mail/incoming", "/mail/texts", "/mail/texts/urge", "/me", "/recusals", "/roster", "/training", "/staff", "/staff/keys", "/staff/member", "/staff/units", "/viewings", $"/cases/{number}");
        var instance = await page.Locator("a[href^='/designer/workflows/instances/']").First.GetAttributeAsync("href");
        await _check.VisitAsync(page, instance!, "/mail");
        var mail = await page.Locator("main a[href^='/mail/']").First.GetAttributeAsync("href");
        await _check.VisitAsync(page, mail!);
        await ReportsAsync(page);
    }

    /// <summary>Of the month and the quarter that ended last.</summary>
    private async Task ReportsAsync(IPage page)
    {
        await _check.VisitAsync(page, "/reports");
        await page.ClickAsync("form[action$='handler=Draft'] button");
        await Browser.ArriveAsync(page, "**/reports/*/*/*");
        await _check.LookAsync(page);
        await _check.VisitAsync(page, new Uri(page.Url).AbsolutePath + "/paper", "/reports/suggestions", "/reports/situations", "/reports?span=week", "/reports");
        await page.ClickAsync("form[action$='handler=Ranking'] button");
        await Browser.ArriveAsync(page, "**/reports/rankings/**");
        await _check.LookAsync(page);
    }
}
