using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.Tests.Tasks;

/// <summary>A service with a small office, and the verbs of tasks as a person uses them.</summary>
public abstract class TaskTestBase : IAsyncLifetime
{
    protected ServiceUnderTest Service { get; private set; } = null!;
    protected TestOffice Office { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Service = await ServiceUnderTest.StartAsync(configure: services => services.WithoutFlows());
        Office = await TestOffice.OpenAsync(Service.Services);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<Result> ClaimAsync(WorkTask task, Viewer by) =>
        Service.Runner.RunAsync<ClaimTaskHandler>(h => h.HandleAsync(new ClaimTask(task.Id, by), Cancellation), Cancellation);

    protected Task<Result> ReleaseAsync(WorkTask task, Viewer by) =>
        Service.Runner.RunAsync<ReleaseTaskHandler>(h => h.HandleAsync(new ReleaseTask(task.Id, by), Cancellation), Cancellation);

    protected Task<Result> DelegateAsync(WorkTask task, Viewer to, Viewer by, string? reason = null) =>
        Service.Runner.RunAsync<DelegateTaskHandler>(h => h.HandleAsync(new DelegateTask(task.Id, to.UserId, reason, by), Cancellation), Cancellation);

    protected Task<Result> SaveDraftAsync(WorkTask task, Viewer by, params (string Field, string Text)[] typed) =>
        Service.Runner.RunAsync<SaveTaskDraftHandler>(
            h => h.HandleAsync(new SaveTaskDraft(task.Id, typed.ToDictionary(t => t.Field, t => t.Text), by), Cancellation), Cancellation);

    protected Task<Result<TaskDone>> CompleteAsync(WorkTask task, Viewer by, string outcome = "accept", params (string Field, string Text)[] typed) =>
        Service.Runner.RunAsync<CompleteTaskHandler, TaskDone>(
            h => h.HandleAsync(new CompleteTask(task.Id, outcome, typed.ToDictionary(t => t.Field, t => t.Text), by), Cancellation), Cancellation);
}
