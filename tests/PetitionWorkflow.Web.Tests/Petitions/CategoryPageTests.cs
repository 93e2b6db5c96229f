using System.Net;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Petitions;

public sealed class CategoryPageTests
{
    [Fact]
    public async Task Categories_AreAddedRenamedRetiredAndImported_ByAdministratorsOnly()
    {
        await using var web = await WebUnderTest.StartAsync();
        var clerk = web.As(web.Office.Clerk);
        await clerk.OpenAsync("/categories");
        Assert.Equal(HttpStatusCode.Forbidden, clerk.Status);

        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync("/categories?root=04");
        Assert.DoesNotContain("⟦", browser.Source, StringComparison.Ordinal);
        var branch = browser.Page.QuerySelectorAll("#parent option").Single(o => o.TextContent == "环境保护/环境污染").GetAttribute("value");

        await browser.PressAsync("Add a category", ("parent", branch), ("name", "光/污染"));
        Assert.Single(browser.Page.QuerySelectorAll("#problems li"));
        await browser.PressAsync("Add a category", ("parent", branch), ("name", "光污染"));
        Assert.NotNull(browser.Page.QuerySelector("[form='rename-040212'][value='光污染']"));

        await browser.SubmitAsync((AngleSharp.Html.Dom.IHtmlFormElement)browser.Page.QuerySelector("#rename-040212")!, null, ("name", "灯光污染"));
        Assert.Contains("“环境保护/环境污染/光污染” to “环境保护/环境污染/灯光污染”", browser.Source, StringComparison.Ordinal);
        var retire = browser.Page.QuerySelector("[aria-label='Retire 灯光污染']")!;
        await browser.SubmitAsync((AngleSharp.Html.Dom.IHtmlFormElement)retire.ParentElement!);
        Assert.NotNull(browser.Page.QuerySelector("[aria-label='Take back 灯光污染']"));
    }

    [Fact]
    public async Task ARefusedForm_KeepsItsParentAndWhatWasTyped_AndTheProblemLeadsToIt()
    {
        await using var web = await WebUnderTest.StartAsync();
        var browser = web.As(web.Office.Administrator, "en");
        await browser.OpenAsync("/categories?root=04");

        await browser.PressAsync("Add a category", ("parent", ""), ("name", "环境保护"));
        Assert.Equal(("#Name", "", "环境保护"), (Problem(), browser.ValueOf("parent"), browser.Page.QuerySelector("#Name")!.GetAttribute("value")));
        await browser.PressAsync("Add a category", ("name", " "));
        Assert.Equal(("#Name", ""), (Problem(), browser.ValueOf("parent")));
        await browser.PressAsync("Add a category", ("name", "环境/保护"));
        Assert.Equal(("#Name", ""), (Problem(), browser.ValueOf("parent")));

        await browser.SubmitAsync((AngleSharp.Html.Dom.IHtmlFormElement)browser.Page.QuerySelector("#rename-0402")!, null, ("name", "污/染"));
        var row = browser.Page.QuerySelector("[form='rename-0402']")!;
        Assert.Equal(("污/染", "true", "#" + row.Id), (row.GetAttribute("value"), row.GetAttribute("aria-invalid"), Problem()));
        Assert.Equal("", browser.Page.QuerySelector("#Name")!.GetAttribute("value") ?? "");

        string? Problem() => Assert.Single(browser.Page.QuerySelectorAll("#problems a")).GetAttribute("href");
    }
}
