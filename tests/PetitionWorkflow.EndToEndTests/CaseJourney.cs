using System.Globalization;
using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>A letter's whole way through the pages: registered, assigned, answered, verified, delivered, archived.</summary>
public sealed class CaseJourney(Browser browser) : IClassFixture<Browser>
{
    private static string Today => TimeProvider.System.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Letter_GoesFromTheRegisterToTheArchive()
    {
        var clerk = await browser.SignInAsync("clerk");
        var head = await browser.SignInAsync("environment.head");
        var handler = await browser.SignInAsync("environment.handler");
        var number = await RegisterLetterAsync(clerk);

        await StepAsync(clerk, number, "preliminary-review", "Accept", ("comment", "属受理范围"));
        await StepAsync(clerk, number, "classify", "Classified", ("matterClass", "Claim"), ("category", "环境保护/噪声"), ("importance", "Ordinary"));
        await StepAsync(
            clerk, number, "assign", "Assign", ("leadUnit", "生态环境局"), ("content", "核查夜间施工噪声"), ("requirements", "依法处理并反馈"), ("dueDays", "30"),
            ("overrideReason", "属地管理"));
        await StepAsync(head, number, "sign-for", "Sign", ("handler", "生态环境局承办人"));
        await StepAsync(
            handler, number, "handle", "Submit", ("contactOn", Today), ("contactMethod", "phone"), ("process", "夜间现场核查两次"), ("facts", "反映属实"),
            ("result", "责令整改并处罚"), ("legalBasis", "《中华人民共和国噪声污染防治法》第四十三条"), ("conclusion", "support"), ("petitionerView", "满意"));
        await StepAsync(head, number, "approve-result", "Sign");
        await StepAsync(clerk, number, "verify", "Pass", ("lawful", "yes"), ("solved", "yes"));
        await StepAsync(clerk, number, "deliver", "Delivered", ("method", "mail"), ("deliveredOn", Today), ("proof", "挂号信回执"));

        await clerk.GotoAsync($"/cases/{number}");
        await Browser.PictureAsync(clerk, "case-archived");
        Assert.Contains("办结", await clerk.InnerTextAsync(".page-head"), StringComparison.Ordinal);
        Assert.Equal(0, await clerk.Locator(".flow-box.current").CountAsync());
        Assert.True(await clerk.Locator("a[href*='/documents/']").CountAsync() >= 4, "The acceptance notice, the slip, the result sheet and the opinion are there.");
    }

    [Fact]
    public async Task UnitOfAnotherCase_SeesNothingOfIt()
    {
        var clerk = await browser.SignInAsync("clerk");
        var number = await RegisterLetterAsync(clerk);
        var other = await browser.SignInAsync("transport.handler");

        Assert.Equal(404, (await other.GotoAsync($"/cases/{number}"))!.Status);
        foreach (var list in new[] { "/", "/tasks", "/petitions" })
        {
            await other.GotoAsync(list);
            Assert.DoesNotContain(number, await other.ContentAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task<string> RegisterLetterAsync(IPage clerk)
    {
        await clerk.GotoAsync("/intake/letter");
        await FillAsync(clerk, "[name='Input.Petitioner.Name']", "来信人");
        await FillAsync(clerk, "[name='Input.Petitioner.Address']", "某街道一号");
        await FillAsync(clerk, "[name='Input.Subject']", "夜间施工噪声扰民");
        await FillAsync(clerk, "[name='Input.Text']", "工地夜间施工，影响居民休息，请求处理。" + Guid.NewGuid());
        await Browser.PictureAsync(clerk, "register-letter");
        var answer = await clerk.RunAndWaitForResponseAsync(
            () => clerk.ClickAsync("#register-form button.btn-primary"), r => r.Request.Method == "POST" && r.Request.IsNavigationRequest);
        if (answer.Status == 200)
        {
            // The other test's letter says the same: the form comes back and wants the two compared.
            await clerk.CheckAsync("[name='Input.DuplicatesChecked'][autofocus]");
            await clerk.ClickAsync("#register-form button.btn-primary");
        }

        await clerk.WaitForURLAsync("**/intake/receipt/*");
        await Browser.PictureAsync(clerk, "receipt");
        return new Uri(clerk.Url).Segments[^1];
    }

    /// <summary>Opens the open task from the case page, fills it in as its person, and sends it.</summary>
    private static async Task StepAsync(IPage page, string number, string step, string outcome, params (string Field, string Value)[] answers)
    {
        await page.GotoAsync($"/cases/{number}");
        await page.Locator("a[href^='/tasks/']").First.ClickAsync();
        await page.WaitForURLAsync("**/tasks/*");
        var button = page.Locator($"#task-form button[name=outcome][value='{outcome}']");
        if (await button.CountAsync() == 0)
        {
            await page.CheckAsync($"input[name=outcome][value='{outcome}']");
            button = page.Locator("#task-form button.btn-primary");
        }

        foreach (var (field, value) in answers)
        {
            await FillAsync(page, $"[data-field='{field}'] :is(input, textarea, select)", value);
        }

        await Browser.PictureAsync(page, $"step-{step}");
        await button.ClickAsync();
        var sure = page.Locator(".alert-warning button.btn-danger");
        if (await sure.CountAsync() > 0)
        {
            await sure.ClickAsync();
        }

        Assert.Equal(0, await page.Locator(".field-message:not(:empty)").CountAsync());
        await page.GotoAsync($"/cases/{number}");
    }

    private static async Task FillAsync(IPage page, string selector, string value)
    {
        var control = page.Locator(selector).First;
        if (await control.EvaluateAsync<string>("e => e.tagName") != "SELECT")
        {
            await control.FillAsync(value);
            return;
        }

        var option = await control.Locator($"option[value='{value}']").CountAsync() > 0 ? value : await control.Locator($"option:has-text('{value}')").First.GetAttributeAsync("value");
        await control.SelectOptionAsync(option!);
    }
}
