using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;

namespace PetitionWorkflow.Tests.Tasks;

public sealed class CompleteTaskTests : TaskTestBase
{
    private const string Form =
        """
        {"fields":[
          {"name":"summary","kind":"text","label":"Summary","required":true},
          {"name":"unit","kind":"unit","label":"Unit","onlyFor":["accept"]},
          {"name":"person","kind":"staff","label":"Person"},
          {"name":"basis","kind":"legal-basis","label":"Basis"}],
         "outcomes":[{"name":"accept","label":"Accept"},{"name":"return","label":"Return","requiresReason":true,"style":"danger"}]}
        """;

    [Fact]
    public async Task CompleteTask_ByItsHolder_StoresOutcomeAndDataAndRaisesTheEvent()
    {
        var task = await NewTaskAsync(heldBy: Office.Clerk);
        await SaveDraftAsync(task, Office.Clerk, ("summary", "half"));

        var done = await CompleteAsync(task, Office.Clerk, "accept",
            ("summary", "  all\u0000 of it "), ("unit", Office.Housing.Id.ToString()), ("person", Office.OtherClerk.UserId.ToString()),
            ("basis", "Art. 1\r\n\r\nArt. 2"), ("not-in-the-form", "x"));

        Assert.Null(done.Refusal);
        var stored = await Office.TaskAsync(task.Id);
        Assert.Equal((TaskState.Completed, "accept", Office.Clerk.UserId, Office.Now, null as string),
            (stored.State, stored.Outcome, stored.CompletedById, stored.CompletedAt, stored.DraftJson));
        var expected = new JsonObject
        {
            ["summary"] = "all of it", ["unit"] = Office.Housing.Id.ToString(), ["person"] = Office.OtherClerk.UserId.ToString(),
            ["basis"] = new JsonArray("Art. 1", "Art. 2"),
        };
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(stored.DataJson!)), stored.DataJson);
        Assert.Equal([nameof(TaskCompleted)], await Office.HistoryAsync(task.PetitionId));
    }

    [Fact]
    public async Task CompleteTask_WhenNobodyHoldsItAndItIsForTheirRole_NeedsNoClaim()
    {
        var task = await NewTaskAsync();

        Assert.Null((await CompleteAsync(task, Office.Clerk, "accept", ("summary", "done"))).Refusal);

        Assert.Equal(Office.Clerk.UserId, (await Office.TaskAsync(task.Id)).AssigneeId);
    }

    [Fact]
    public async Task CompleteTask_WhenTaskBelongsToAnother_IsRefused()
    {
        var task = await NewTaskAsync(heldBy: Office.Clerk);

        var refusal = (await CompleteAsync(task, Office.OtherClerk, "accept", ("summary", "mine?"))).Refusal!;

        Assert.Equal(("task-held-by-another", "Clerk 1"), (refusal.Code, refusal.Args.Single()));
        Assert.Equal(TaskState.Open, (await Office.TaskAsync(task.Id)).State);
        Assert.Empty(await Office.HistoryAsync(task.PetitionId));
    }

    [Fact]
    public async Task CompleteTask_WhenForAnotherRole_IsRefused()
    {
        var task = await NewTaskAsync();
        Assert.Equal("task-not-for-you", (await CompleteAsync(task, Office.Leader, "accept", ("summary", "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task CompleteTask_WhenTheCaseIsAnotherUnits_IsRefusedAsIfItDidNotExist()
    {
        var task = await NewTaskAsync();
        Assert.Equal("task-not-found", (await CompleteAsync(task, Office.HousingHandler, "accept", ("summary", "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task CompleteTask_ASecondTime_SaysWhoDidIt()
    {
        var task = await NewTaskAsync();
        await CompleteAsync(task, Office.Clerk, "accept", ("summary", "first"));

        var other = (await CompleteAsync(task, Office.OtherClerk, "accept", ("summary", "second"))).Refusal!;
        var again = (await CompleteAsync(task, Office.Clerk, "accept", ("summary", "second"))).Refusal!;

        Assert.Equal(("task-already-completed", "Clerk 1"), (other.Code, other.Args.Single()));
        Assert.Equal("task-already-completed-by-you", again.Code);
        Assert.Contains("first", (await Office.TaskAsync(task.Id)).DataJson);
    }

    [Fact]
    public async Task CompleteTask_ByTwoPeopleAtOnce_IsDoneOnceAndRefusedOnce()
    {
        for (var round = 0; round < 10; round++)
        {
            var task = await NewTaskAsync();

            var results = await Task.WhenAll(new[] { Office.Clerk, Office.OtherClerk }
                .Select(person => Task.Run(() => CompleteAsync(task, person, "accept", ("summary", person.DisplayName)), Cancellation)));

            var refusal = Assert.Single(results, r => r.IsRefused).Refusal!;
            Assert.Equal("task-already-completed", refusal.Code);
            var winner = (string)refusal.Args.Single();
            Assert.Contains(winner, (await Office.TaskAsync(task.Id)).DataJson);
            Assert.Equal([nameof(TaskCompleted)], await Office.HistoryAsync(task.PetitionId));
        }
    }

    [Fact]
    public async Task CompleteTask_WithAnOutcomeThatDoesNotExist_IsRefused()
    {
        var task = await NewTaskAsync();
        Assert.Equal("task-outcome-unknown", (await CompleteAsync(task, Office.Clerk, "explode", ("summary", "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task CompleteTask_WithAnOutcomeThatTheFlowHasNotWired_IsRefused()
    {
        var task = await NewTaskAsync(outcomes: """["return"]""");
        Assert.Equal("task-outcome-unknown", (await CompleteAsync(task, Office.Clerk, "accept", ("summary", "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task CompleteTask_WithAnInvalidForm_NamesEveryFieldAtOnce()
    {
        var task = await NewTaskAsync();

        var refusal = (await CompleteAsync(task, Office.Clerk, "accept", ("unit", Guid.NewGuid().ToString()), ("person", "nobody"))).Refusal!;

        Assert.Equal(
            [("summary", "field-required"), ("person", "field-unknown-person"), ("unit", "field-unknown-unit")],
            refusal.Others.Prepend(refusal).Select(r => (r.Field, r.Code)));
    }

    [Fact]
    public async Task CompleteTask_WithAPersonOfAnotherUnit_IsRefused()
    {
        var task = await NewTaskAsync();

        var refusal = (await CompleteAsync(task, Office.Clerk, "accept", ("summary", "x"), ("person", Office.HousingHandler.UserId.ToString()))).Refusal!;

        Assert.Equal(("person", "field-unknown-person"), (refusal.Field, refusal.Code));
    }

    [Fact]
    public async Task CompleteTask_WhenTheOutcomeDemandsAReason_IsRefusedWithoutAndKeepsItInTheHistory()
    {
        var task = await NewTaskAsync();

        Assert.Equal(TaskField("reason", "field-required"), Named((await CompleteAsync(task, Office.Clerk, "return", ("summary", "x"))).Refusal!));
        Assert.Null((await CompleteAsync(task, Office.Clerk, "return", ("summary", "x"), ("reason", "Not our matter."))).Refusal);

        var stored = await Office.ReadAsync(db => db.Set<CaseEvent>().SingleAsync(e => e.PetitionId == task.PetitionId, Cancellation));
        Assert.Equal("Not our matter.", stored.Reason);
    }

    [Fact]
    public async Task CompleteTask_WhenTheFlowWithdrewIt_IsRefused()
    {
        var task = await NewTaskAsync();
        await Office.WriteAsync(db => db.Set<WorkTask>().Single(t => t.Id == task.Id).State = TaskState.Withdrawn);
        Assert.Equal("task-withdrawn", (await CompleteAsync(task, Office.Clerk, "accept", ("summary", "x"))).Refusal?.Code);
    }

    [Fact]
    public async Task CompleteTask_WhenTheUnitBecameTheAccused_IsRefusedAsIfItDidNotExist()
    {
        var petition = await Office.AddCaseAsync(assignedTo: [Office.Housing.Id]);
        var task = await Office.AddTaskAsync(petition, Roles.Handler, Office.Housing.Id, Office.HousingHandler);
        await Office.WriteAsync(db => db.Set<PetitionWorkflow.Petitions.Petition>().Single(p => p.Id == petition.Id).AccusedUnitId = Office.Housing.Id);

        Assert.Equal("task-not-found", (await CompleteAsync(task, Office.HousingHandler)).Refusal?.Code);
    }

    private static (string?, string) TaskField(string field, string code) => (field, code);

    private static (string?, string) Named(Refusal refusal) => (refusal.Field, refusal.Code);

    private async Task<WorkTask> NewTaskAsync(Viewer? heldBy = null, string outcomes = """["accept","return"]""") =>
        await Office.AddTaskAsync(await Office.AddCaseAsync(), Roles.Clerk, heldBy: heldBy, type: "custom", outcomes: outcomes, form: Form);
}
