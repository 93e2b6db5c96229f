using PetitionWorkflow.Persistence;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Api;

/// <summary>Tasks of the key's role or unit: what waits, what its form asks, and done.</summary>
internal static class TaskApi
{
    private const int PageSize = 50;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/tasks", ListAsync).RequireAuthorization(Policies.WorkOnTasks).WithName("ListTasks")
            .WithSummary("Open tasks of the key's unit, or of its role.").Produces<Listing<TaskLine>>();
        api.MapGet("/tasks/{id:guid}", FindAsync).RequireAuthorization(Policies.WorkOnTasks).WithName("GetTask")
            .WithSummary("One task with the fields and outcomes of its form.").Produces<TaskOut>().ProducesProblem(404);
        api.MapPost("/tasks/{id:guid}/complete", CompleteAsync).RequireAuthorization(Policies.WorkOnTasks).WithName("CompleteTask")
            .WithSummary("Completes a task; the flow goes on in the same transaction.").Produces<TaskResult>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(Inbox inbox, CurrentViewer current, CancellationToken cancellation, string? petition = null, int page = 1)
    {
        var viewer = current.Require();
        var tab = viewer.UnitId is null ? InboxTab.Role : InboxTab.Unit;
        var query = new InboxQuery(tab) { Text = petition, Page = Math.Max(1, page), PageSize = PageSize };
        var found = await inbox.ReadAsync(query, viewer, cancellation);
        var lines = found.Rows.Select(r => new TaskLine(r.TaskId, r.TaskType, r.Number, r.IsUrgent, r.DueAt, r.Round, r.AssigneeId is not null));
        return Results.Ok(new Listing<TaskLine>([.. lines], found.Total, query.Page));
    }

    private static async Task<IResult> FindAsync(Guid id, TaskReader tasks, TaskForms forms, CurrentViewer current, Texts texts, CancellationToken cancellation)
    {
        if (await tasks.FindAsync(id, current.Require(), cancellation) is not { } found)
        {
            return new Refusal("task-not-found").ToProblem(texts);
        }

        var form = forms.Of(found.Task);
        return form.Refusal is { } refusal ? refusal.ToProblem(texts) : Results.Ok(new TaskOut(
            id, found.Task.TaskType, found.Number, found.Task.State.ToString(), found.Task.DueAt,
            [.. form.Value.Outcomes.Select(o => o.Name)],
            [.. form.Value.Fields.Select(f => new TaskFieldOut(f.Name, f.Kind.ToString(), f.Required, [.. f.Options.Select(o => o.Value)], f.OnlyFor))]));
    }

    private static async Task<IResult> CompleteAsync(
        Guid id, TaskAnswerIn answer, UnitOfWorkRunner runner, CurrentViewer current, Texts texts, CancellationToken cancellation)
    {
        var command = new CompleteTask(id, answer.Outcome, answer.Values ?? [], current.Require());
        var done = await runner.RunAsync<CompleteTaskHandler, TaskDone>(h => h.HandleAsync(command, cancellation), cancellation);
        return done.Refusal is { } refusal ? refusal.ToProblem(texts) : Results.Ok(new TaskResult(done.Value.Number, done.Value.TaskType, done.Value.Outcome));
    }
}
