using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Routing;

public sealed class PublishedVersionTests
{
    [Fact]
    public async Task ACaseInHand_StaysOnItsVersion_AndTheNextCaseTakesTheNew()
    {
        await using var office = await Office.OpenAsync();
        var inHand = await office.RegisterAsync();
        var inForce = await VersionAsync(office, inHand);

        await PublishAsync(office, "classify", "分类（新办法）");
        var next = await office.RegisterAsync();
        await office.CompleteAsync(inHand, "preliminary-review", "Accept");
        await office.CompleteAsync(next, "preliminary-review", "Accept");

        Assert.Equal(("分类", inForce), (Assert.Single(await office.OpenTasksAsync(inHand)).Title, await VersionAsync(office, inHand)));
        Assert.Equal(("分类（新办法）", inForce + 1), (Assert.Single(await office.OpenTasksAsync(next)).Title, await VersionAsync(office, next)));
    }

    /// <summary>The flow in force, with another name for one of its steps.</summary>
    private static async Task PublishAsync(Office office, string step, string name)
    {
        var succeeded = await office.Service.Runner.RunAsync<bool>(async services =>
        {
            var store = services.GetRequiredService<IWorkflowStore>();
            var inForce = await store.FindVersionAsync("petition", VersionOptions.Published, Office.Cancellation);
            var definition = DefinitionRows.Read((await store.FindDefinitionAsync(inForce!.Id, Office.Cancellation))!);
            definition.Root!["activities"]!.AsArray().Single(a => (string?)a!["id"] == step)!["metadata"]!["displayText"] = name;
            return (await services.GetRequiredService<WorkflowPublisher>().SaveAsync(definition, publish: true, Office.Cancellation)).Succeeded;
        });
        Assert.True(succeeded.Value);
    }

    private static async Task<int> VersionAsync(Office office, Guid id)
    {
        var instance = (await office.CaseAsync(id)).WorkflowInstanceId;
        return await office.Service.QueryAsync(db => db.Set<WorkflowInstanceRow>().Where(i => i.Id == instance).Select(i => i.Version).SingleAsync(Office.Cancellation));
    }
}
