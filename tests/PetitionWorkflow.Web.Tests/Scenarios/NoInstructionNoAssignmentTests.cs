using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Staff;
using PetitionWorkflow.UrgentReports;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Tests.Hosting;

namespace PetitionWorkflow.Web.Tests.Scenarios;

/// <summary>Scenario 5 (C28): a case that needs a leader's instruction is assigned neither on the pages nor through the API before it has one.</summary>
public sealed class NoInstructionNoAssignmentTests : IAsyncLifetime
{
    private WebUnderTest _web = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await WebUnderTest.StartAsync(withFlows: true);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task AnImportantCase_HasNoAssignmentToComplete_UntilTheLeaderInstructs()
    {
        var petition = await _web.RegisterAsync();
        await _web.ToClassificationAsync(petition.Id);
        await _web.ClassifyAsync(petition.Id, "Important");

        var clerk = _web.As(_web.Office.Clerk);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.DoesNotContain("交办", string.Join(' ', clerk.Page.QuerySelectorAll("#tasks a[href^='/tasks/']").Select(a => a.TextContent)), StringComparison.Ordinal);
        using var key = await KeyAsync();
        var offered = await (await key.GetAsync("/api/tasks", Cancellation)).Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("\"assign\"", offered, StringComparison.Ordinal);
        Assert.Equal(0, await AssignmentsAsync(petition.Id));

        await _web.CompleteAsync(petition.Id, "leader-instruction", _web.Office.Leader, "Instruct", ("instruction", "请依法办理"), ("trackEveryDays", "7"));
        await _web.PumpAsync();
        Assert.Contains("\"assign\"", await (await key.GetAsync("/api/tasks", Cancellation)).Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await clerk.OpenAsync($"/cases/{petition.Number}");
        Assert.Contains("请依法办理", clerk.Text("main"), StringComparison.Ordinal);
    }

    /// <summary>The assignment lies there already when the case becomes urgent: it is refused at both doors, and what was typed stays.</summary>
    [Fact]
    public async Task AnOpenAssignment_OfACaseThatBecameUrgent_IsRefusedOnThePageAndByTheApi()
    {
        var petition = await _web.RegisterAsync();
        await _web.ToClassificationAsync(petition.Id);
        await _web.ClassifyAsync(petition.Id);
        Assert.Null((await _web.TryAsync<FlagUrgentHandler>(h => h.HandleAsync(new FlagUrgent(petition.Id, "stability", _web.Office.Clerk), Cancellation))).Refusal);
        var assign = await _web.TaskAsync(petition.Id, "assign");
        var filled = new Dictionary<string, string>
        {
            ["leadUnit"] = _web.Office.Housing.Id.ToString(), ["content"] = "核查路灯", ["requirements"] = "依法处理", ["dueDays"] = "30", ["overrideReason"] = "属地管理",
        };

        var clerk = _web.As(_web.Office.Clerk);
        await clerk.OpenAsync($"/tasks/{assign.Id}");
        await clerk.PressAsync("提交", [("outcome", "Assign"), .. filled.Select(f => ("f-" + f.Key, (string?)f.Value))]);
        Assert.Contains("须先有领导批示", clerk.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal("核查路灯", clerk.Page.QuerySelector("#f-content")!.TextContent.Trim());

        using var key = await KeyAsync();
        using var refused = await key.PostAsJsonAsync($"/api/tasks/{assign.Id}/complete", new { outcome = "Assign", values = filled }, Cancellation);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("assignment-awaits-instruction", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal((TaskState.Open, 0), ((await _web.Office.TaskAsync(assign.Id)).State, await AssignmentsAsync(petition.Id)));

        await _web.CompleteAsync(petition.Id, "urgent-instruction", _web.Office.Leader, "Instruct", ("instruction", "立即处置"));
        await _web.PumpAsync();
        using var taken = await key.PostAsJsonAsync($"/api/tasks/{assign.Id}/complete", new { outcome = "Assign", values = filled }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(1, await AssignmentsAsync(petition.Id));
    }

    private Task<int> AssignmentsAsync(Guid id) => _web.Office.ReadAsync(db => db.Set<Assignment>().CountAsync(a => a.PetitionId == id, Cancellation));

    private async Task<HttpClient> KeyAsync()
    {
        var administrator = _web.As(_web.Office.Administrator);
        await administrator.OpenAsync("/staff/keys");
        await administrator.PressAsync("签发密钥", ("Name", "city-portal"), ("Role", Roles.Clerk));
        var client = _web.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", administrator.Text("#issued-key"));
        return client;
    }
}
