using Microsoft.AspNetCore.SignalR;

namespace WorkflowRuntime.ElsaApi.Live;

/// <summary>Live updates of an open instance viewer, under the names that Studio listens to.</summary>
public sealed class WorkflowInstanceHub(LiveInstances live) : Hub
{
    public async Task ObserveInstanceAsync(string instanceId)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        live.Observe(Context.ConnectionId, instanceId);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        live.Forget(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
