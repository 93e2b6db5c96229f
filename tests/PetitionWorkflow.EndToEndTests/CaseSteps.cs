using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>What people do with a case in the pages, for every journey that needs a case.</summary>
internal static class CaseSteps
{
    /// <returns>The case number.</returns>
    public static Task<string> RegisterLetterAsync(IPage clerk) => RegisterAsync(
        clerk, "letter", ("Petitioner.Name", "来信人"), ("Petitioner.Address", "某街道一号"), ("Subject", "夜间施工噪声扰民"),
        ("Text", "工地夜间施工，影响居民休息，请求处理。" + Guid.NewGuid()));

    /// <returns>The case number.</returns>
    public static async Task<string> RegisterAsync(IPage clerk, string channel, params (string Field, string Value)[] answers)
    {
        await clerk.GotoAsync("/intake/" + channel);
        foreach (var (field, value) in answers)
        {
            await FillAsync(clerk, $"[name='Input.{field}']", value);
        }

        await Browser.PictureAsync(clerk, "register-" + channel);
        var answer = await clerk.RunAndWaitForResponseAsync(
            () => clerk.ClickAsync("#register-form button.btn-primary"), r => r.Request.Method == "POST" && r.Request.IsNavigationRequest);
        if (answer.Status == 200)
        {
            // The other test's letter says the same: the form comes back and wants the two compared.
            await clerk.CheckAsync("[name='Input.DuplicatesChecked'][autofocus]");
            await clerk.ClickAsync("#register-form button.btn-primary");
        }

        await Browser.ArriveAsync(clerk, "**/intake/receipt/*");
        await Browser.PictureAsync(clerk, "receipt");
        return new Uri(clerk.Url).Segments[^1];
    }

    /// <summary>A case that has just been registered, answered by the environment bureau and delivered on a day.</summary>
    public static async Task WalkToTheEndAsync(Browser browser, IPage clerk, string number, string today)
    {
        var head = await browser.SignInAsync("environment.head");
        var handler = await browser.SignInAsync("environment.handler");
        await StepAsync(clerk, number, "preliminary-review", "Accept", ("comment", "属受理范围"));
        await StepAsync(clerk, number, "classify", "Classified", ("matterClass", "Claim"), ("category", "环境保护/环境污染/噪音污染"), ("importance", "Ordinary"));
        await StepAsync(
            clerk, number, "assign", "Assign", ("leadUnit", "生态环境局"), ("content", "核查夜间施工噪声"), ("requirements", "依法处理并反馈"), ("dueDays", "30"),
            ("overrideReason", "属地管理"));
        await StepAsync(head, number, "sign-for", "Sign", ("handler", "生态环境局承办人"));
        await StepAsync(
            handler, number, "handle", "Submit", ("contactOn", today), ("contactMethod", "phone"), ("process", "夜间现场核查两次"), ("facts", "反映属实"),
            ("result", "责令整改并处罚"), ("legalBasis", "《中华人民共和国噪声污染防治法》第四十三条"), ("conclusion", "support"), ("petitionerView", "满意"));
        await StepAsync(head, number, "approve-result", "Sign");
        await StepAsync(clerk, number, "verify", "Pass", ("lawful", "yes"), ("solved", "yes"));
        await StepAsync(clerk, number, "deliver", "Delivered", ("method", "mail"), ("deliveredOn", today), ("proof", "挂号信回执"));
    }

    /// <summary>Opens the open task from the case page, fills it in as its person, and sends it.</summary>
    public static Task StepAsync(IPage page, string number, string step, string outcome, params (string Field, string Value)[] answers) =>
        CompleteAsync(page, number, "a[href^='/tasks/']", step, outcome, answers);

    /// <summary>As <see cref="StepAsync"/>, where several tasks of one case are open: the one of a kind.</summary>
    public static Task TaskAsync(IPage page, string number, string type, string outcome, params (string Field, string Value)[] answers) =>
        CompleteAsync(page, number, $"[data-task-type='{type}'][data-task-state='Open'] a[href^='/tasks/']", type, outcome, answers);

    private static async Task CompleteAsync(IPage page, string number, string link, string step, string outcome, (string Field, string Value)[] answers)
    {
        await page.GotoAsync($"/cases/{number}");
        await page.Locator(link).First.ClickAsync();
        await Browser.ArriveAsync(page, "**/tasks/*");
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
        var kind = await control.EvaluateAsync<string>("e => e.type === 'checkbox' ? 'CHECK' : e.tagName");
        if (kind != "SELECT")
        {
            await (kind == "CHECK" ? control.CheckAsync() : control.FillAsync(value));
            return;
        }

        var option = await control.Locator($"option[value='{value}']").CountAsync() > 0 ? value : await control.Locator($"option:has-text('{value}')").First.GetAttributeAsync("value");
        await control.SelectOptionAsync(option!);
    }
}
