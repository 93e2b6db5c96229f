using System.Text.Json;
using AngleSharp.Html.Dom;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Routing;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Tasks;

/// <summary>What others did before stands beside a task, and what a unit sent in stands in its form again when it came back.</summary>
public sealed class EarlierWorkTests : IAsyncLifetime
{
    private const string Form =
        """
        {"fields":[
          {"name":"summary","kind":"text","label":"Summary","required":true},
          {"name":"story","kind":"multiline","label":"Story"},
          {"name":"amount","kind":"number","label":"Amount"},
          {"name":"way","kind":"choice","label":"Way","options":[{"value":"a","label":"Way A"},{"value":"b","label":"Way B"}]},
          {"name":"sure","kind":"checkbox","label":"Sure"},
          {"name":"unit","kind":"unit","label":"Unit"},
          {"name":"basis","kind":"legal-basis","label":"Basis"}],
         "outcomes":[
          {"name":"accept","label":"Accept it"},
          {"name":"return","label":"Return it","requiresReason":true}]}
        """;

    private const string Outcomes = """["accept","return"]""";
    private WebUnderTest _web = null!;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(services => services.WithoutFlows());

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task TaskPage_ShowsWhatWasDoneBefore_InWords_AndAUnitOnlyItsOwnPart()
    {
        var petition = await _web.Office.AddCaseAsync(assignedTo: [_web.Office.Housing.Id]);
        await AddDoneAsync(petition, _web.Office.Clerk, null, "Office only", "kept by the office");
        await AddDoneAsync(petition, _web.Office.HousingHandler, _web.Office.Housing.Id, "<b>Found</b> and\nmended", "kept by the unit");
        await _web.Office.WriteAsync(db => db.Add(new Instruction { Id = Guid.CreateVersion7(), PetitionId = petition.Id, Text = "Quickly, please.", GivenById = _web.Office.Leader.UserId, GivenByName = "Leader", GivenAt = _web.Office.Now }));
        var sign = await _web.Office.AddTaskAsync(petition, Roles.UnitHead, _web.Office.Housing.Id, outcomes: Outcomes, form: Form, type: "custom");
        var audit = await _web.Office.AddTaskAsync(petition, Roles.Clerk, outcomes: Outcomes, form: Form, type: "custom");

        var head = _web.As(_web.Office.HousingHead);
        await head.OpenAsync($"/tasks/{sign.Id}");
        var earlier = head.Text("[aria-labelledby=earlier-work]");
        Assert.Contains("<b>Found</b> and\nmended", earlier);
        Assert.Contains("Handler of housing", earlier);
        Assert.Contains("Accept it", earlier);
        Assert.Contains("Way B", earlier);
        Assert.Contains(_web.Office.Housing.Name, earlier);
        Assert.Contains("Art. 1\nArt. 2", earlier);
        Assert.DoesNotContain("Office only", head.Source);
        Assert.Contains("Quickly, please.", head.Text("main"));
        Assert.Contains("Answer in writing.", head.Text("main"));

        var clerk = _web.As(_web.Office.Clerk);
        await clerk.OpenAsync($"/tasks/{audit.Id}");
        Assert.Equal(2, clerk.Page.QuerySelectorAll("[data-done-task]").Length);
        Assert.True(clerk.Page.QuerySelector("[data-done-task] details")!.HasAttribute("open"), "The latest lies open.");
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("Office only", clerk.Text("[aria-labelledby=tasks]"));
    }

    [Fact]
    public async Task TaskPage_OfWorkThatCameBack_SaysWhy()
    {
        var petition = await _web.Office.AddCaseAsync(assignedTo: [_web.Office.Housing.Id], change: p => p.ReworkRounds = 1);
        var task = TestOffice.NewTask(petition.Id, _web.Office.Now, Roles.Handler, _web.Office.Housing.Id, null, "custom", Outcomes, Form, null, null, false, round: 1);
        var returned = new ReturnedForRework(1, new DateOnly(2026, 3, 12));
        await _web.Office.WriteAsync(db => db.AddRange(task, CaseEvent.From(petition.Id, returned, new ActContext(null, "Clerk 1", "Not solved <yet>."), _web.Office.Now)));
        var browser = _web.As(_web.Office.HousingHandler);

        await browser.OpenAsync($"/tasks/{task.Id}");

        Assert.Contains("Not solved <yet>.", browser.Text("[role=note]"));
    }

    [Theory]
    [InlineData(1, "accept", true)]
    [InlineData(0, "return", true)]
    [InlineData(0, "accept", false)]
    public async Task TaskPage_StartsFromWhatTheUnitSentIn_WhenTheWorkCameBack_ByTheOfficeOrByItsOwnHead(int round, string headSays, bool filledIn)
    {
        var petition = await _web.Office.AddCaseAsync(assignedTo: [_web.Office.Housing.Id], change: p => p.ReworkRounds = round);
        await AddDoneAsync(petition, _web.Office.HousingHandler, _web.Office.Housing.Id, "Found and\nmended", "Roof");
        _web.Time.Advance(TimeSpan.FromHours(1));
        await AddDoneAsync(petition, _web.Office.HousingHead, _web.Office.Housing.Id, "", "", headSays, "Signature");
        _web.Time.Advance(TimeSpan.FromHours(1));
        var again = TestOffice.NewTask(petition.Id, _web.Office.Now, Roles.Handler, _web.Office.Housing.Id, _web.Office.HousingHandler.UserId, "custom", Outcomes, Form, null, null, false, round: round);
        await _web.Office.WriteAsync(db => db.Add(again));
        var handler = _web.As(_web.Office.HousingHandler);

        await handler.OpenAsync($"/tasks/{again.Id}");

        Assert.Equal(filledIn, handler.Page.GetElementById("sent-before") is not null);
        Assert.Equal(filledIn ? "Found and\nmended" : "", Field<IHtmlTextAreaElement>("story").Value);
        Assert.Equal(filledIn ? "Roof" : "", Field<IHtmlInputElement>("summary").Value);
        Assert.Equal(filledIn ? "3" : "", Field<IHtmlInputElement>("amount").Value);
        Assert.Equal(filledIn ? "b" : "", Field<IHtmlSelectElement>("way").Value);
        Assert.Equal(filledIn ? "Art. 1\nArt. 2" : "", Field<IHtmlTextAreaElement>("basis").Value);
        Assert.False(Field<IHtmlInputElement>("sure").IsChecked, "What must be ticked is ticked anew.");

        T Field<T>(string name) where T : class => (T)(object)handler.Page.GetElementById("f-" + name)!;
    }

    private Task AddDoneAsync(Petition petition, Viewer by, Guid? unit, string story, string summary, string outcome = "accept", string title = "A step of the flow")
    {
        var task = TestOffice.NewTask(petition.Id, _web.Office.Now, by.Roles.Single(), unit, by.UserId, "custom", Outcomes, Form, null, null, false, title);
        (task.State, task.Outcome, task.CompletedAt, task.CompletedById) = (TaskState.Completed, outcome, _web.Office.Now, by.UserId);
        task.DataJson = JsonSerializer.Serialize(new { summary, story, amount = 3, way = "b", sure = true, unit = _web.Office.Housing.Id, basis = new[] { "Art. 1", "Art. 2" } });
        return _web.Office.WriteAsync(db => db.Add(task));
    }
}
