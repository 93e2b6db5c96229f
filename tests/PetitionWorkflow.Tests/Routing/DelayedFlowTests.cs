using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Routing.Flows;
using PetitionWorkflow.TestKit;
using WorkflowRuntime.Definitions;
using WorkflowRuntime.Execution;
using WorkflowRuntime.Stores;

namespace PetitionWorkflow.Tests.Routing;

/// <summary>A flow that waits for days: its timer is a row of the service's own database, and the heartbeat of the jobs wakes it.</summary>
public sealed class DelayedFlowTests
{
    private const string ThreeDays = """
        {
          "definitionId": "waits-three-days", "name": "Waits three days",
          "root": {
            "id": "flow", "nodeId": "flow", "type": "Elsa.Flowchart", "version": 1, "start": "wait",
            "activities": [
              { "id": "wait", "nodeId": "flow:wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "3.00:00:00" } } },
              { "id": "after", "nodeId": "flow:after", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "three days later" } } }
            ],
            "connections": [ { "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "after", "port": "In" } } ]
          }
        }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delay_IsOverWhenItsTimeHasCome_NotBefore_AndOnce()
    {
        await using var service = await ServiceUnderTest.StartAsync();
        var id = await StartAsync(service);
        Assert.Equal(1, await service.QueryAsync(db => db.Set<TimerRow>().CountAsync(t => t.InstanceId == id, Cancellation)));

        service.Time.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await HeartbeatAsync(service);
        Assert.Equal(WorkflowSubStatus.Suspended, await SubStatusAsync(service, id));

        service.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(HeartbeatAsync(service), HeartbeatAsync(service));
        await HeartbeatAsync(service);

        Assert.Equal(WorkflowSubStatus.Finished, await SubStatusAsync(service, id));
        Assert.Equal(0, await service.QueryAsync(db => db.Set<TimerRow>().CountAsync(Cancellation)));
        Assert.Equal(2, await service.QueryAsync(db => db.Set<BurstRow>().CountAsync(b => b.InstanceId == id, Cancellation)));
    }

    private static async Task<string> StartAsync(ServiceUnderTest service)
    {
        await service.DoAsync<WorkflowPublisher, bool>(async publisher =>
            (await publisher.SaveAsync(WorkflowDefinitionJson.Parse(ThreeDays).Definition!, publish: true, Cancellation)).Succeeded);
        var burst = await service.DoAsync<IWorkflowRuntime, BurstResult>(async runtime => await runtime.StartAsync(StartWorkflow.Of("waits-three-days"), Cancellation));
        Assert.Equal(WorkflowSubStatus.Suspended, burst.SubStatus);
        return burst.InstanceId!;
    }

    private static async Task HeartbeatAsync(ServiceUnderTest service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RunFlows>().RunAsync(Cancellation);
    }

    private static Task<WorkflowSubStatus> SubStatusAsync(ServiceUnderTest service, string id) =>
        service.QueryAsync(db => db.Set<WorkflowInstanceRow>().Where(i => i.Id == id).Select(i => i.SubStatus).SingleAsync(Cancellation));
}
