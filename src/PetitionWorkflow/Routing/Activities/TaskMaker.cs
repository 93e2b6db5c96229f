using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PetitionWorkflow.Deadlines;
using PetitionWorkflow.Petitions;
using PetitionWorkflow.Petitions.Barring;
using PetitionWorkflow.Reviews;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Tasks.Forms;
using WorkflowRuntime.Expressions;
using WorkflowRuntime.Incidents;

namespace PetitionWorkflow.Routing.Activities;

/// <summary>A task as the flow asks for it.</summary>
public sealed record TaskRequest(Guid Id, string BookmarkId, string TaskType, IReadOnlyList<string> Outcomes)
{
    public required string Title { get; init; }
    public string? Form { get; init; }
    public string? Role { get; init; }
    public string? Unit { get; init; }
    public string? Assignee { get; init; }
    public string? DueClock { get; init; }
    public int? DueDays { get; init; }
    public bool IsUrgent { get; init; }
    public object? Suggestions { get; init; }
}

/// <summary>Makes the task row that a step waits for.</summary>
public sealed class TaskMaker(OpenClocks clocks, TaskFormCheck forms)
{
    private const int MaxTitle = 200;

    /// <summary>Set on a handler's and a reviewer's task instead of an id.</summary>
    private const string Handler = "handler", Reviewer = "reviewer";

    public async ValueTask CreateAsync(CaseStep step, TaskRequest request)
    {
        forms.Check(request);
        var unit = request.Unit is { Length: > 0 } reference ? await step.UnitAsync(reference) : null;
        var role = request.Role is { Length: > 0 } named ? RoleOf(named) : null;
        var assignee = await AssigneeAsync(step, request.Assignee, unit);
        if (unit is null && role is null && assignee is null)
        {
            throw new WorkflowFaultException($"The task '{request.Title}' is for nobody: give it a role, a unit or a person.");
        }

        if (unit is not null && unit.Id == step.Petition.AccusedUnitId)
        {
            throw new RefusedException(new Refusal("unit-is-accused") { Field = "leadUnit" });
        }

        var task = new WorkTask
        {
            Id = request.Id,
            PetitionId = step.Petition.Id,
            WorkflowInstanceId = step.Context.WorkflowInstanceId,
            BookmarkId = request.BookmarkId,
            TaskType = request.TaskType,
            Title = request.Title.Length <= MaxTitle ? request.Title : request.Title[..MaxTitle],
            Role = role,
            UnitId = unit?.Id,
            AssigneeId = assignee,
            CreatedAt = step.Work.Time.UtcNow(),
            DueAt = await DueAsync(step, request),
            IsUrgent = request.IsUrgent || step.Petition.IsUrgent,
            Round = step.Petition.ReworkRounds,
            OutcomesJson = JsonSerializer.Serialize(request.Outcomes, TaskFormJson.Options),
            FormJson = request.TaskType == TaskForms.Custom ? request.Form : null,
            SuggestionsJson = request.Suggestions is null ? null : ValueJson.WritePlain(request.Suggestions),
        };
        step.Work.Db.Add(task);
        step.Raise(new TaskCreated(task.Id, task.TaskType, task.Title));
    }

    private static string RoleOf(string role) =>
        Roles.All.Contains(role) ? role : throw new WorkflowFaultException($"There is no role '{role}'; it is one of {string.Join(", ", Roles.All)}.");

    private static async ValueTask<Guid?> AssigneeAsync(CaseStep step, string? assignee, Unit? unit)
    {
        var id = assignee switch
        {
            null or "" => null,
            Handler => (await step.LeadAssignmentAsync()).ResponsibleHandlerId,
            Reviewer => (await step.Work.Db.FindAsync<ReviewRequest>([step.Petition.Id], step.Cancellation))?.ReviewerId,
            _ => Guid.TryParse(assignee, out var named) ? named : throw new WorkflowFaultException($"'{assignee}' is no staff member's id."),
        };

        // A handler who has left, also for another unit, or is barred from the case leaves the task to the unit.
        var of = assignee == Handler ? unit?.Id : null;
        return id is { } wanted && await step.Work.Db.Set<StaffMember>().AnyAsync(s => s.Id == wanted && s.IsActive && (of == null || s.UnitId == of), step.Cancellation)
            && !await step.Service<Bars>().HoldsAsync(step.Petition.Id, wanted, step.Cancellation) ? wanted : null;
    }

    private async ValueTask<DateTime?> DueAsync(CaseStep step, TaskRequest request)
    {
        DateTime? byDays = request.DueDays is { } days ? ChinaTime.EndOf(step.Work.Time.Today().AddDays(days)) : null;
        DateTime? byClock = null;
        if (request.DueClock is { Length: > 0 } code)
        {
            byClock = (await ClockAsync(step, code))?.DueAt;
        }

        return byDays is { } a && byClock is { } b ? (a < b ? a : b) : byDays ?? byClock;
    }

    /// <summary>The feedback clock has ended when a result comes back: the clock of the rework (K17) measures the unit's tasks then.</summary>
    private async ValueTask<CaseClock?> ClockAsync(CaseStep step, string code)
    {
        if (await clocks.FindAsync(step.Petition.Id, code, null, step.Cancellation) is { } ofCase)
        {
            return ofCase;
        }

        return (await step.AssignmentsAsync()).FirstOrDefault(a => a.IsLead) is { } lead
            ? await clocks.FindAsync(step.Petition.Id, code, lead.Id, step.Cancellation)
                ?? (code == "K07" ? await clocks.FindAsync(step.Petition.Id, "K17", lead.Id, step.Cancellation) : null)
            : null;
    }
}
