using Microsoft.Playwright;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>What people do with a case in the pages, for every journey that needs a case.</summary>
internal static class CaseSteps
{
    /// <returns>The case number.</returns>
    public static async Task<string> RegisterLetterAsync(IPage clerk)
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
    public static async Task StepAsync(IPage page, string number, string step, string outcome, params (string Field, string Value)[] answers)
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
