using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Intake.Registers;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Tasks;

public sealed class TaskPageTests : IAsyncLifetime
{
    private const string Form =
        """
        {"fields":[
          {"name":"summary","kind":"text","label":"Summary","required":true,"maxLength":20},
          {"name":"story","kind":"multiline","label":"Story"},
          {"name":"amount","kind":"number","label":"Amount","min":1,"max":9},
          {"name":"day","kind":"date","label":"Day"},
          {"name":"way","kind":"choice","label":"Way","options":[{"value":"a","label":"Way A"},{"value":"b","label":"Way B"}]},
          {"name":"sure","kind":"checkbox","label":"Sure"},
          {"name":"unit","kind":"unit","label":"Unit","required":true,"onlyFor":["accept"]},
          {"name":"person","kind":"staff","label":"Person"},
          {"name":"basis","kind":"legal-basis","label":"Basis"}],
         "outcomes":[
          {"name":"accept","label":"Accept it"},
          {"name":"return","label":"Return it","requiresReason":true},
          {"name":"destroy","label":"Destroy it","style":"danger","irreversible":true}]}
        """;

    private const string Outcomes = """["accept","return","destroy"]""";
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(services => services.WithoutFlows());

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    /// <summary>Fields of one class or way say of which, in words and for the script; one that is asked for is demanded only where it is asked.</summary>
    [Fact]
    public async Task ClassifyForm_AsksForWayAuthorityAndAccusedOnlyWhereTheyBelong()
    {
        var office = _web.Office;
        var task = await office.AddTaskAsync(await office.AddCaseAsync(), heldBy: office.Clerk, type: "classify", outcomes: """["Classified"]""");
        var browser = _web.As(office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");

        foreach (var (field, on, values, words) in new[]
        {
            ("way", "f-matterClass", "Claim", "申诉求决类"), ("wayReason", "f-matterClass", "Claim", "申诉求决类"), ("accusedUnit", "f-matterClass", "Accusation", "检举控告类"),
            ("accusedPerson", "f-matterClass", "Accusation", "检举控告类"), ("competentAuthority", "f-way", "LegalProcedure Arbitration PartyAppeal", "仲裁"), ("urgentCriterion", "f-urgent", "true", "是"),
        })
        {
            var part = browser.Page.QuerySelector($"[data-field={field}]")!;
            Assert.Equal((on, values), (part.GetAttribute("data-when-field"), part.GetAttribute("data-when-is")));
            Assert.Contains(words, part.QuerySelector(".asked-when")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ADrawnForm_DemandsAConditionalFieldOnlyWhenItIsAskedFor()
    {
        const string form = """
            {"fields":[
              {"name":"kind","kind":"choice","label":"Kind","options":[{"value":"a","label":"A"},{"value":"b","label":"B"}]},
              {"name":"why","kind":"text","label":"Why","required":true,"when":{"field":"kind","is":["b"]}}],
             "outcomes":[{"name":"accept","label":"Accept it"}]}
            """;
        var office = _web.Office;
        var task = await office.AddTaskAsync(await office.AddCaseAsync(), heldBy: office.Clerk, type: "custom", outcomes: """["accept"]""", form: form);
        var browser = _web.As(office.Clerk, "en");
        await browser.OpenAsync($"/tasks/{task.Id}");
        await browser.PressAsync("Accept it", ("f-kind", "b"));
        Assert.NotEmpty(browser.MessageAt("f-why"));
        await browser.PressAsync("Accept it", ("f-kind", "a"));
        Assert.DoesNotContain("field-message", browser.Source, StringComparison.Ordinal);
        Assert.Equal("task-form-condition", PetitionWorkflow.Tasks.Forms.TaskFormJson.Read(form.Replace("\"field\":\"kind\",\"is\"", "\"field\":\"why\",\"is\"", StringComparison.Ordinal)).Refusal?.Code);
    }

    [Fact]
    public async Task TaskPage_HasEveryTextInEveryLanguageAndALabelForEveryField()
    {
        var task = await NewTaskAsync(_web.Office.Clerk);

        foreach (var language in Texts.Languages)
        {
            var browser = _web.As(_web.Office.Clerk, language);

            await browser.OpenAsync($"/tasks/{task.Id}");

            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.DoesNotContain("⟦", browser.Source);
            foreach (var control in browser.Page.QuerySelectorAll<IHtmlElement>("#task-form input:not([type=hidden]), #task-form select, #task-form textarea"))
            {
                Assert.True(control.Closest("label") is not null || browser.Page.QuerySelector($"label[for='{control.Id}']") is not null, control.OuterHtml);
            }
        }
    }

    [Fact]
    public async Task TaskPage_WithSomethingWrong_SaysItBesideTheFieldAndKeepsEverythingTyped()
    {
        var task = await NewTaskAsync(_web.Office.Clerk);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");

        await browser.PressAsync("提交",
            ("outcome", "accept"), ("f-summary", "far longer than twenty characters"), ("f-story", "\n<b>kept</b>\nline"), ("f-amount", "ten"),
            ("f-day", "2026-02-30"), ("f-way", "b"), ("f-sure", "true"), ("f-person", _web.Office.OtherClerk.UserId.ToString()));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(TaskState.Open, (await _web.Office.TaskAsync(task.Id)).State);
        Assert.Equal("最多 20 个字，现有 33 个字。", browser.Text("#f-summary-message"));
        Assert.Equal("请填写数字。", browser.Text("#f-amount-message"));
        Assert.Equal("请填写有效的日期（年-月-日）。", browser.Text("#f-day-message"));
        Assert.Equal("此项必填。", browser.Text("#f-unit-message"));
        Assert.Equal("far longer than twenty characters", Field<IHtmlInputElement>(browser, "summary").Value);
        Assert.Equal("\n<b>kept</b>\nline", Field<IHtmlTextAreaElement>(browser, "story").Value);
        Assert.Equal("ten", Field<IHtmlInputElement>(browser, "amount").Value);
        Assert.Equal("2026-02-30", Field<IHtmlInputElement>(browser, "day").GetAttribute("value"));
        Assert.Equal("b", Field<IHtmlSelectElement>(browser, "way").Value);
        Assert.True(Field<IHtmlInputElement>(browser, "sure").IsChecked);
        Assert.Equal(_web.Office.OtherClerk.UserId.ToString(), Field<IHtmlSelectElement>(browser, "person").Value);
        Assert.True(browser.Page.QuerySelector<IHtmlInputElement>("#outcome-0")!.IsChecked);
        Assert.Equal("true", Field<IHtmlInputElement>(browser, "amount").GetAttribute("aria-invalid"));
        Assert.Empty(browser.Page.QuerySelectorAll("#task-form b"));
    }

    [Fact]
    public async Task TaskPage_Completing_SaysSoAndOffersTheNextTask()
    {
        var task = await NewTaskAsync(_web.Office.Clerk);
        var next = await NewTaskAsync();
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");

        await browser.PressAsync("提交",
            ("outcome", "accept"), ("f-summary", "fine"), ("f-amount", "3"), ("f-day", "2026-03-05"), ("f-way", "a"),
            ("f-unit", _web.Office.Housing.Id.ToString()), ("f-basis", "Art. 1\nArt. 2"));

        Assert.Contains("已办结", browser.Text("#toasts"));
        Assert.NotNull(browser.Page.QuerySelector($"a[href='/tasks/{next.Id}']"));
        var data = JsonNode.Parse((await _web.Office.TaskAsync(task.Id)).DataJson!)!;
        Assert.Equal((3, "2026-03-05", "a", false, "Art. 2"), (data["amount"]!.GetValue<int>(), data["day"]!.GetValue<string>(),
            data["way"]!.GetValue<string>(), data["sure"]!.GetValue<bool>(), data["basis"]![1]!.GetValue<string>()));
    }

    [Fact]
    public async Task TaskPage_WhenTheOutcomeDemandsAReason_ShowsTheFieldForItAndRefusesWithout()
    {
        var task = await NewTaskAsync(_web.Office.Clerk);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");
        Assert.Contains("for-1", browser.Page.QuerySelector("[data-field=reason]")!.ClassList);

        await browser.PressAsync("提交", ("outcome", "return"), ("f-summary", "fine"));
        Assert.Equal("此项必填。", browser.Text("#f-reason-message"));

        await browser.PressAsync("提交", ("outcome", "return"), ("f-summary", "fine"), ("f-reason", "Not enough."));
        Assert.Equal("return", (await _web.Office.TaskAsync(task.Id)).Outcome);
    }

    [Fact]
    public async Task TaskPage_AnIrreversibleOutcome_AsksOnceMore()
    {
        var task = await NewTaskAsync(_web.Office.Clerk);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");

        await browser.PressAsync("提交", ("outcome", "destroy"));
        Assert.Equal("此项必填。", browser.Text("#f-summary-message"));

        await browser.PressAsync("提交", ("outcome", "destroy"), ("f-summary", "fine"));
        Assert.Equal(TaskState.Open, (await _web.Office.TaskAsync(task.Id)).State);
        Assert.Contains("Destroy it", browser.Text("[role=alert]"));

        await browser.PressAsync("确认提交");
        Assert.Equal("destroy", (await _web.Office.TaskAsync(task.Id)).Outcome);
    }

    [Fact]
    public async Task TaskPage_WithAnOutcomeThatDoesNotExist_SaysSoAndKeepsWhatWasTyped()
    {
        var task = await NewTaskAsync(_web.Office.Clerk);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");

        await browser.PressAsync("提交", ("outcome", "explode"), ("f-summary", "typed"));
        Assert.Contains("没有您选择的办理结果", browser.Text("[role=alert]"));
        Assert.Equal("typed", Field<IHtmlInputElement>(browser, "summary").Value);

        await browser.PressAsync("提交", ("outcome", null), ("f-summary", "typed"));
        Assert.Contains("请选择办理结果", browser.Text("[role=alert]"));
        Assert.Equal(TaskState.Open, (await _web.Office.TaskAsync(task.Id)).State);
    }

    [Fact]
    public async Task TaskPage_CompletedByAnotherMeanwhile_SaysByWhomAndShowsWhatWasTyped()
    {
        var task = await NewTaskAsync();
        var mine = _web.As(_web.Office.Clerk);
        var other = _web.As(_web.Office.OtherClerk);
        await mine.OpenAsync($"/tasks/{task.Id}");
        await other.OpenAsync($"/tasks/{task.Id}");
        (string, string?)[] values = [("outcome", "accept"), ("f-unit", _web.Office.Housing.Id.ToString())];

        await other.PressAsync("提交", [.. values, ("f-summary", "was faster")]);
        await mine.PressAsync("提交", [.. values, ("f-summary", "came late")]);

        Assert.Contains("已由Clerk 2办结", mine.Text("[role=alert]"));
        Assert.Contains("came late", mine.Text("main dl"));
        Assert.Contains("was faster", (await _web.Office.TaskAsync(task.Id)).DataJson);
    }

    [Fact]
    public async Task TaskPage_OfAnothersTask_OffersNoForm_AndCompletingItIsRefused()
    {
        var task = await NewTaskAsync();
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");
        var form = browser.Page.QuerySelector<IHtmlFormElement>("#task-form")!;
        await _web.Office.WriteAsync(db => db.Set<WorkTask>().Single(t => t.Id == task.Id).AssigneeId = _web.Office.OtherClerk.UserId);

        await browser.SubmitAsync(form, null, ("outcome", "accept"), ("f-summary", "mine?"), ("f-unit", _web.Office.Housing.Id.ToString()));
        Assert.Contains("正由Clerk 2办理", browser.Text("[role=alert]"));
        Assert.Equal("mine?", Field<IHtmlInputElement>(browser, "summary").Value);

        await browser.OpenAsync($"/tasks/{task.Id}");
        Assert.Null(browser.Page.QuerySelector("#task-form"));
        Assert.Equal(TaskState.Open, (await _web.Office.TaskAsync(task.Id)).State);
    }

    [Fact]
    public async Task TaskPage_Draft_IsSavedWhileTypingAndStandsThereAgain()
    {
        var task = await NewTaskAsync(_web.Office.Clerk);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");

        await browser.HtmxPostAsync($"/tasks/{task.Id}?handler=Draft", ("f-summary", "half a <b>line"), ("f-way", "b"));
        Assert.Contains("草稿", browser.Source);

        await browser.OpenAsync($"/tasks/{task.Id}");
        Assert.Equal("half a <b>line", Field<IHtmlInputElement>(browser, "summary").Value);
        Assert.Equal("b", Field<IHtmlSelectElement>(browser, "way").Value);
        Assert.Contains("草稿", browser.Text("#draft"));
    }

    [Fact]
    public async Task TaskPage_ShowsTheSuggestedUnitChosenAndWhy()
    {
        var suggestion = $$"""{"unit":{"value":"{{_web.Office.Transport.Code}}","reason":"rule 7 <of the table>"} }""";
        var task = await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync(), outcomes: Outcomes, form: Form, type: "custom", suggestions: suggestion);
        var browser = _web.As(_web.Office.Clerk);

        await browser.OpenAsync($"/tasks/{task.Id}");

        Assert.Equal(_web.Office.Transport.Id.ToString(), Field<IHtmlSelectElement>(browser, "unit").Value);
        Assert.Contains("rule 7 <of the table>", browser.Text("#f-unit-suggestion"));
        Assert.Contains(_web.Office.Transport.Name, browser.Text("#f-unit-suggestion"));
    }

    [Fact]
    public async Task TaskPage_OffersTheLikeliestCategoriesWithTheirReasons_AndAPersonChooses()
    {
        const string suggestion = """{"area":{"value":"","reason":"","choices":[{"value":"环境保护","reason":"噪音"},{"value":"城乡建设","reason":""},{"value":"已停用的分类","reason":"扰民"}]}}""";
        const string form = """{"fields":[{"name":"area","kind":"category","label":"Area","required":true}],"outcomes":[{"name":"accept","label":"Accept it"}]}""";
        var task = await _web.Office.AddTaskAsync(
            await _web.Office.AddCaseAsync(), heldBy: _web.Office.Clerk, outcomes: """["accept"]""", form: form, type: "custom", suggestions: suggestion);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");
        var choices = browser.Page.QuerySelectorAll<IHtmlInputElement>(".field-choices input").ToList();

        Assert.Equal([("环境保护", false), ("城乡建设", false)], choices.Select(c => (c.Value, c.IsChecked)));
        Assert.Contains("依据用词：噪音", browser.Text(".field-choices"));

        await browser.PressAsync("Accept it");
        Assert.Equal("此项必填。", browser.Text("#f-area-message"));

        browser.Page.QuerySelector<IHtmlInputElement>("#f-area-choice-1")!.IsChecked = true;
        await browser.PressAsync("Accept it");
        Assert.Equal("城乡建设", JsonNode.Parse((await _web.Office.TaskAsync(task.Id)).DataJson!)!["area"]!.GetValue<string>());
    }

    [Fact]
    public async Task TaskPage_ACategoryTypedBesideAChosenOne_Counts()
    {
        const string suggestion = """{"area":{"value":"环境保护","reason":"rule 7","choices":[{"value":"城乡建设","reason":"道路"}]}}""";
        const string form = """{"fields":[{"name":"area","kind":"category","label":"Area","required":true}],"outcomes":[{"name":"accept","label":"Accept it"}]}""";
        var task = await _web.Office.AddTaskAsync(
            await _web.Office.AddCaseAsync(), heldBy: _web.Office.Clerk, outcomes: """["accept"]""", form: form, type: "custom", suggestions: suggestion);
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{task.Id}");
        Assert.Equal(
            [("环境保护", true), ("城乡建设", false)],
            browser.Page.QuerySelectorAll<IHtmlInputElement>(".field-choices input").Select(c => (c.Value, c.IsChecked)));
        Assert.Equal("", Field<IHtmlInputElement>(browser, "area").Value);

        Field<IHtmlInputElement>(browser, "area").Value = "没有这样的分类";
        await browser.PressAsync("Accept it");
        Assert.Equal("没有这样的分类", Field<IHtmlInputElement>(browser, "area").Value);
        Assert.DoesNotContain(browser.Page.QuerySelectorAll<IHtmlInputElement>(".field-choices input"), c => c.IsChecked);

        Field<IHtmlInputElement>(browser, "area").Value = "民政";
        await browser.PressAsync("Accept it");
        Assert.Equal("民政", JsonNode.Parse((await _web.Office.TaskAsync(task.Id)).DataJson!)!["area"]!.GetValue<string>());
    }

    [Fact]
    public async Task PreliminaryReview_OfAMatterThatIsThereAlready_NamesItAndOffersItsNumber()
    {
        await using var web = await WebUnderTest.StartAsync(withFlows: true);
        var (first, second) = (await RegisterAsync("1"), await RegisterAsync("2"));
        var task = await web.Office.ReadAsync(db => Task.FromResult(db.Set<WorkTask>().Single(t => t.PetitionId == second.Id)));
        var clerk = web.As(web.Office.Clerk);

        await clerk.OpenAsync($"/tasks/{task.Id}");

        var hint = Assert.Single(clerk.Page.QuerySelectorAll("[aria-labelledby=similar] .list-group-item"));
        Assert.Contains(first.Number, hint.TextContent);
        var button = hint.QuerySelector("button")!;
        Assert.Contains(first.Number, button.GetAttribute("data-fill"));
        Assert.Equal("Duplicate", clerk.Page.GetElementById(button.GetAttribute("data-tick")!)!.GetAttribute("value"));
        Assert.NotNull(clerk.Page.GetElementById("f-duplicateOf"));

        async Task<RegisteredPetition> RegisterAsync(string message)
        {
            var entry = new RegisterEntry
            {
                Subject = "小区门口的路灯三周不亮", Text = "小区门口的路灯坏了三周，晚上出行很不安全，请尽快维修。", ReceivedAt = web.Office.Now, Petitioner = new Petitioner { Name = "网友" },
                Register = new OnlineRegister { Platform = "网上留言", MessageId = message, Account = "U" + message },
            };
            await using var scope = web.Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<UnitOfWorkRunner>().RunAsync<RegisterPetitionHandler, RegisteredPetition>(
                h => h.HandleAsync(new RegisterPetition(entry, ActContext.System("import")), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)).Value;
        }
    }

    [Fact]
    public async Task TaskPage_WhenTheDrawnFormIsBroken_SaysSo()
    {
        var task = await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync(), form: "{ not json", type: "custom", heldBy: _web.Office.Clerk);
        var browser = _web.As(_web.Office.Clerk);

        await browser.OpenAsync($"/tasks/{task.Id}");

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("无法读取", browser.Text("[role=alert]"));
    }

    [Fact]
    public async Task TaskPage_OfAnUnknownTask_IsNotFound()
    {
        var browser = _web.As(_web.Office.Clerk);
        await browser.OpenAsync($"/tasks/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private static T Field<T>(Browser browser, string name) where T : class, IHtmlElement => (T)browser.Page.GetElementById("f-" + name)!;

    private async Task<WorkTask> NewTaskAsync(Viewer? heldBy = null) =>
        await _web.Office.AddTaskAsync(await _web.Office.AddCaseAsync(), heldBy: heldBy, type: "custom", outcomes: Outcomes, form: Form);
}
