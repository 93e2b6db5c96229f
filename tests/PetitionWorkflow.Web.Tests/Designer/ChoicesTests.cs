using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Documents;
using PetitionWorkflow.Documents.Editing;
using PetitionWorkflow.Intake;
using PetitionWorkflow.Mail;
using PetitionWorkflow.Persistence;
using PetitionWorkflow.Routing.Forms;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Designer;

/// <summary>What the palette offers for an input is what the office has at this moment.</summary>
public sealed class ChoicesTests : IAsyncLifetime
{
    private const string Palette = "/elsa/api/descriptors/activities?Refresh=True", Letter = "transfer-letter";
    private WebUnderTest _web = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task EveryDropDown_OffersWhatTheOfficeHas_ByName()
    {
        var palette = await PaletteAsync(_web.As(_web.Office.Administrator));
        var units = (await _web.Office.ReadAsync(db => db.Set<Unit>().Where(u => u.IsActive).Select(u => u.Code).ToListAsync(Cancellation))).Prepend("lead").ToList();
        var clocks = _web.Services.GetRequiredService<ClockCatalogue>().Rules.Select(rule => rule.Code).Distinct().ToList();

        Offers(palette, "Task", "TaskType", [.. _web.Services.GetRequiredService<BuiltInTaskForms>().TaskTypes, "custom"]);
        Offers(palette, "Task", "Role", Roles.All);
        Offers(palette, "Task", "Unit", units);
        Offers(palette, "Task", "DueClock", clocks);
        Offers(palette, "StartClock", "Clock", clocks);
        Offers(palette, "StopClock", "Clock", clocks);
        Offers(palette, "ExtendClock", "Clock", clocks);
        Offers(palette, "IssueDocument", "Kind", [.. DocumentKinds.All.Select(kind => kind.Key)]);
        Offers(palette, "IssueDocument", "Unit", units);
        Offers(palette, "RecordDelivery", "Document", [.. DocumentKinds.All.Select(kind => kind.Key)]);
        Offers(palette, "SendNotice", "Notice", [.. NoticeKinds.ForSteps.Select(kind => kind.Key)]);
        Offers(palette, "SendNotice", "Units", units);
        Offers(palette, "ReportUrgent", "Criterion", UrgentCriteria.All);
    }

    [Fact]
    public async Task EveryInput_HasTheEditorForWhatItTakes_AndEveryStepItsExits()
    {
        var palette = await PaletteAsync(_web.As(_web.Office.Administrator));

        Assert.Equal("dynamic-outcomes", Input(palette, "Task", "Outcomes")["uiHint"]!.GetValue<string>());
        Assert.Equal("json", Input(palette, "Task", "Form")["uiSpecifications"]!["code-editor"]!["language"]!.GetValue<string>());
        Assert.Equal("checkbox", Input(palette, "Task", "IsUrgent")["uiHint"]!.GetValue<string>());
        Assert.Equal("multiline", Input(palette, "ExtendClock", "Reason")["uiHint"]!.GetValue<string>());
        Assert.Equal("checklist", Input(palette, "SendNotice", "Units")["uiHint"]!.GetValue<string>());
        Assert.All(Ours(palette), step => Assert.All(step["inputs"]!.AsArray(), input =>
        {
            // Studio would ask for the choices of a marked list again and again for as long as its step is selected.
            Assert.Null(input!["uiSpecifications"]!["Refresh"]);
            Assert.True(input["uiHint"]!.GetValue<string>() != "dropdown" || input["uiSpecifications"]!["dropdown"] is not null, $"{step["typeName"]}.{input["name"]} is an empty list");
        }));
        Assert.Equal(["True", "False"], Step(palette, "Elsa.FlowDecision")["ports"]!.AsArray().Select(port => port!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task NewUnitAndPublishedTemplate_AreOfferedAtOnce_AndTheBrowserIsToldThatThePaletteChanged()
    {
        using var browser = _web.Client(_web.Office.Administrator);
        var (before, tag) = await AskAsync(browser, null);
        Assert.DoesNotContain(Choices(before!, "Task", "Unit"), unit => unit.Value == "new-unit");
        Assert.Equal("信访事项转送函", Choices(before!, "IssueDocument", "Kind").Single(kind => kind.Value == Letter).Text);
        Assert.Null((await AskAsync(browser, tag)).Palette);

        await WriteAsync<CreateUnitHandler, Guid>(h => h.HandleAsync(new CreateUnit("new-unit", "新设单位", null, null, ActContext.System("test")), Cancellation));
        var (withUnit, second) = await AskAsync(browser, tag);
        var html = _web.Services.GetRequiredService<DocumentTemplates>().HtmlOf(DocumentKinds.Find(Letter)!).Replace("<h1>", "<h1>新 ", StringComparison.Ordinal);
        await WriteAsync<PublishTemplateHandler, int>(h => h.HandleAsync(new PublishTemplate(Letter, 0, html, null, ActContext.System("test")), Cancellation));
        var (withTemplate, third) = await AskAsync(browser, second);

        Assert.Contains(Choices(withUnit!, "Task", "Unit"), unit => unit == ("新设单位", "new-unit"));
        Assert.Contains(Choices(withUnit!, "SendNotice", "Units"), unit => unit == ("新设单位", "new-unit"));
        Assert.Equal("信访事项转送函（模板第 1 版）", Choices(withTemplate!, "IssueDocument", "Kind").Single(kind => kind.Value == Letter).Text);
        Assert.Equal(3, new[] { tag, second, third }.Distinct().Count());
        Assert.Null((await AskAsync(browser, third)).Palette);
    }

    private static void Offers(JsonNode palette, string step, string input, IReadOnlyList<string> values)
    {
        // A choice that may be left open offers nothing too.
        var choices = Choices(palette, step, input).Where(choice => choice.Value.Length > 0).ToList();
        Assert.Equal(values.Order(StringComparer.Ordinal), choices.Select(choice => choice.Value).Order(StringComparer.Ordinal));
        Assert.All(choices, choice => Assert.False(choice.Text.Contains('⟦', StringComparison.Ordinal) || choice.Text == choice.Value, $"{step}.{input}: {choice}"));
    }

    private static List<(string Text, string Value)> Choices(JsonNode palette, string step, string input)
    {
        var specifications = Input(palette, step, input)["uiSpecifications"]!;
        var items = (specifications["dropdown"]?["selectList"] ?? specifications["checklist"]!["checkList"])!["items"]!.AsArray();
        return [.. items.Select(item => (item!["text"]!.GetValue<string>(), item["value"]!.GetValue<string>()))];
    }

    private static IEnumerable<JsonNode> Ours(JsonNode palette) =>
        palette["items"]!.AsArray().Where(item => item!["typeName"]!.GetValue<string>().StartsWith("Petition.", StringComparison.Ordinal))!;

    private static JsonNode Step(JsonNode palette, string type) => palette["items"]!.AsArray().Single(item => item!["typeName"]!.GetValue<string>() == type)!;

    private static JsonNode Input(JsonNode palette, string step, string input) =>
        Step(palette, "Petition." + step)["inputs"]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == input)!;

    private static async Task<JsonNode> PaletteAsync(Browser browser)
    {
        await browser.OpenAsync(Palette);
        return JsonNode.Parse(browser.Source)!;
    }

    /// <summary>No palette when the answer says that the one known by its tag is still right.</summary>
    private static async Task<(JsonNode? Palette, string Tag)> AskAsync(HttpClient browser, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Palette);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        using var answer = await browser.SendAsync(request, Cancellation);
        Assert.Equal("no-cache, private", answer.Headers.CacheControl?.ToString());
        return answer.StatusCode == HttpStatusCode.NotModified
            ? (null, answer.Headers.ETag!.Tag)
            : (JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancellation)), answer.Headers.ETag!.Tag);
    }

    private async Task WriteAsync<THandler, T>(Func<THandler, Task<Result<T>>> call)
        where THandler : notnull =>
        Assert.Null((await _web.Services.GetRequiredService<UnitOfWorkRunner>().RunAsync(call, Cancellation)).Refusal);
}
