using System.Net;
using AngleSharp.Dom;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Tasks;

public sealed class InboxPageTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(services => services.WithoutFlows());

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task Inbox_WhenNobodyIsSignedIn_LeadsToTheSignInPage()
    {
        var browser = _web.Anonymous();
        await browser.OpenAsync("/tasks");
        Assert.StartsWith("/sign-in", browser.Address.ToLowerInvariant());
    }

    [Fact]
    public async Task Inbox_ForAnAuditor_IsForbidden()
    {
        var browser = _web.As(_web.Office.Auditor);
        await browser.OpenAsync("/tasks");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Fact]
    public async Task Inbox_HasEveryTextInEveryLanguage()
    {
        var petition = await _web.Office.AddCaseAsync();
        await _web.Office.AddTaskAsync(petition, due: _web.Office.Now.AddDays(-2), urgent: true);
        await _web.Office.AddTaskAsync(petition, heldBy: _web.Office.Clerk);

        foreach (var language in Texts.Languages)
        {
            var browser = _web.As(_web.Office.Clerk, language);

            foreach (var address in new[] { "/tasks", "/tasks?tab=Mine", "/tasks?tab=Role", "/tasks?tab=All", "/tasks?tab=Role&text=nothing" })
            {
                await browser.OpenAsync(address);
                Assert.Equal(HttpStatusCode.OK, browser.Status);
                Assert.DoesNotContain("⟦", browser.Source);
            }
        }
    }

    [Fact]
    public async Task Inbox_ClaimAndRelease_WorkWithoutScriptAndKeepTheFilter()
    {
        var task = await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync("Noise at night"));
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync("/tasks?tab=All&text=Noise");

        await browser.PressAsync("认领");
        Assert.Equal("/tasks?tab=All&text=Noise", browser.Address);
        Assert.Contains("任务已认领", browser.Text("#toasts"));
        Assert.Equal(_web.Office.Clerk.UserId, (await _web.Office.TaskAsync(task.Id)).AssigneeId);

        await browser.PressAsync("放回待认领");
        Assert.Null((await _web.Office.TaskAsync(task.Id)).AssigneeId);
    }

    [Fact]
    public async Task Inbox_ClaimByHtmx_AnswersTheListAndAToast()
    {
        var task = await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync());
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync("/tasks?tab=Role");

        await browser.HtmxPostAsync($"/tasks?tab=Role&handler=Claim&id={task.Id}");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("toast", browser.Answer.Headers.GetValues("HX-Trigger").Single());
        Assert.Empty(browser.Page.QuerySelectorAll("#inbox [data-row]"));
        Assert.Contains("1", browser.Text("#tab-Mine"));
    }

    [Fact]
    public async Task Inbox_BulkClaim_TakesWhatIsFreeAndSaysWhatWasNot()
    {
        var petition = await _web.Office.AddCaseAsync();
        var tasks = new[] { await _web.Office.AddTaskAsync(petition), await _web.Office.AddTaskAsync(petition), await _web.Office.AddTaskAsync(petition) };
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync("/tasks?tab=Role");
        await _web.Office.WriteAsync(db => db.Set<PetitionWorkflow.Tasks.WorkTask>().Single(t => t.Id == tasks[0].Id).AssigneeId = _web.Office.OtherClerk.UserId);

        var form = (AngleSharp.Html.Dom.IHtmlFormElement)browser.Page.QuerySelector("#bulk")!;
        await browser.HtmxPostAsync(form.GetAttribute("action")!, [("ids", tasks[0].Id.ToString()), ("ids", tasks[1].Id.ToString())]);

        Assert.Equal(_web.Office.OtherClerk.UserId, (await _web.Office.TaskAsync(tasks[0].Id)).AssigneeId);
        Assert.Equal(_web.Office.Clerk.UserId, (await _web.Office.TaskAsync(tasks[1].Id)).AssigneeId);
        Assert.Null((await _web.Office.TaskAsync(tasks[2].Id)).AssigneeId);
    }

    [Fact]
    public async Task Inbox_WithoutTheAntiforgeryToken_ChangesNothing()
    {
        var task = await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync());
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync("/tasks?tab=Role");

        var form = browser.Page.QuerySelector<AngleSharp.Html.Dom.IHtmlFormElement>("form[action*=Claim]")!;
        await browser.SubmitAsync(form, null, ("__RequestVerificationToken", null));

        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
        Assert.Null((await _web.Office.TaskAsync(task.Id)).AssigneeId);
    }

    [Fact]
    public async Task Inbox_ShowsAUnitNothingOfOtherUnitsNorOfCasesThatAccuseIt()
    {
        var office = _web.Office;
        var foreign = await office.AddCaseAsync("Secret-of-transport", [office.Transport.Id]);
        await office.AddTaskAsync(foreign, Roles.Handler, office.Transport.Id);
        var accusing = await office.AddCaseAsync("Secret-accusation", [office.Housing.Id, office.Transport.Id], accused: office.Housing.Id);
        await office.AddTaskAsync(accusing, Roles.Handler, office.Housing.Id);
        var held = await office.AddTaskAsync(accusing, Roles.Handler, office.Housing.Id, office.HousingHandler);
        var browser = _web.As(office.HousingHandler);

        foreach (var address in new[] { "/tasks", "/tasks?tab=Mine", "/tasks?tab=Unit", "/tasks?tab=All", "/tasks?tab=Role", "/tasks?text=Secret", "/tasks?text=accusation", "/" })
        {
            await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.DoesNotContain("Secret-", browser.Source);
            Assert.Empty(browser.Page.QuerySelectorAll("[data-row], .app-side-count"));
            Assert.All(browser.Page.QuerySelectorAll(".nav-tabs .badge"), badge => Assert.Equal("0", badge.TextContent));
        }

        foreach (var address in new[] { $"/tasks/{held.Id}", $"/tasks/{held.Id}/delegate" })
        {
            await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        }
    }

    [Fact]
    public async Task Inbox_EncodesMarkupInEveryText()
    {
        const string markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        var petition = await _web.Office.AddCaseAsync(markup);
        await _web.Office.AddTaskAsync(petition, type: "x\"><script>alert(3)</script>");
        var browser = _web.As(_web.Office.Clerk);

        await browser.OpenAsync("/tasks?tab=Role&text=" + Uri.EscapeDataString("<script>"));

        Assert.Contains(markup, browser.Text(".inbox-case .text-truncate"));
        Assert.DoesNotContain(browser.Page.QuerySelectorAll("script"), s => s.TextContent.Contains("alert"));
        Assert.Empty(browser.Page.QuerySelectorAll("main img"));
    }

    [Fact]
    public async Task Inbox_PagesThroughManyTasks()
    {
        var petition = await _web.Office.AddCaseAsync();
        await _web.Office.WriteAsync(db =>
        {
            for (var i = 0; i < 60; i++)
            {
                db.Add(PetitionWorkflow.TestKit.TestOffice.NewTask(petition.Id, _web.Office.Now, Roles.Clerk, null, null, "t", """["a"]""", null, null, null, false));
            }
        });
        var browser = _web.As(_web.Office.Clerk);

        await browser.OpenAsync("/tasks?tab=Role&page=3");

        Assert.Equal(10, browser.Page.QuerySelectorAll("[data-row]").Length);
        await browser.OpenAsync("/tasks?tab=Role&page=abc");
        Assert.Equal(25, browser.Page.QuerySelectorAll("[data-row]").Length);
    }

    [Fact]
    public async Task Delegate_WithoutScript_OffersOnlyPeopleWhoMayDoIt()
    {
        var task = await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync(), heldBy: _web.Office.Clerk);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}/delegate");
        Assert.Equal(["", _web.Office.OtherClerk.UserId.ToString()], browser.Page.QuerySelectorAll("option").Select(o => o.GetAttribute("value")));

        await browser.PressAsync("转交", ("To", _web.Office.Leader.UserId.ToString()), ("Reason", "<b>because"));
        Assert.Contains("所选人员不能办理", browser.Text("#problems"));
        Assert.Equal("To", browser.Page.QuerySelector(browser.Page.QuerySelector("#problems a")!.GetAttribute("href")! + "[aria-invalid=true]")?.GetAttribute("name"));
        Assert.Equal("<b>because", browser.Page.QuerySelector("input[name=Reason]")!.GetAttribute("value"));

        await browser.PressAsync("转交", ("To", _web.Office.OtherClerk.UserId.ToString()));
        Assert.Equal(_web.Office.OtherClerk.UserId, (await _web.Office.TaskAsync(task.Id)).AssigneeId);
    }

    [Fact]
    public async Task Delegate_SentTwice_IsDoneOnce()
    {
        var task = await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync());
        var (first, second) = (_web.As(_web.Office.Clerk), _web.As(_web.Office.Clerk));
        foreach (var browser in new[] { first, second })
        {
            await browser.OpenAsync($"/tasks/{task.Id}/delegate");
        }

        foreach (var browser in new[] { first, second })
        {
            await browser.PressAsync("转交", ("To", _web.Office.Clerk.UserId.ToString()));
            Assert.Equal("/tasks", browser.Address);
        }

        Assert.Single(await _web.Office.HistoryAsync(task.PetitionId), nameof(TaskDelegated));
    }
}
