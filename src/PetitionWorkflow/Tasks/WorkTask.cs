using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PetitionWorkflow.Tasks;

/// <summary>A step that a person must do, waiting on a bookmark of the case's workflow (Elsa concept: RunTask).</summary>
public sealed class WorkTask
{
    private static readonly DateTime Never = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    private DateTime? _dueAt;

    public required Guid Id { get; init; }
    public required Guid PetitionId { get; init; }

    public required string WorkflowInstanceId { get; init; }

    /// <summary>The bookmark that completing the task resumes; an open task without a live bookmark is a violation (doctor).</summary>
    public required string BookmarkId { get; init; }

    /// <summary>Key of a built-in form (<c>preliminary-review</c>) or <c>custom</c> for one drawn in the designer.</summary>
    public required string TaskType { get; init; }

    /// <summary>Shown in the inbox; for built-in types the text of <c>Task.TYPE</c> wins.</summary>
    public required string Title { get; init; }

    /// <summary>A role, a unit, or a role within a unit may claim it; exactly as the flow says.</summary>
    public string? Role { get; init; }

    public Guid? UnitId { get; init; }

    /// <summary>Who holds it: claimed, delegated, or assigned by the flow to one person.</summary>
    public Guid? AssigneeId { get; set; }

    /// <summary>Whose task it is while a substitute holds it: it goes back when that person does.</summary>
    public Guid? StandInForId { get; private set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; null when no clock bears on the task. Inboxes are ordered by it.</summary>
    public DateTime? DueAt
    {
        get => _dueAt;
        set
        {
            _dueAt = value;
            DueOrder = value ?? Never;
        }
    }

    /// <summary>The due moment as inboxes order by it: databases disagree about where nothing comes; here it comes last.</summary>
    public DateTime DueOrder { get; private set; } = Never;

    public bool IsUrgent { get; set; }

    /// <summary>Rework round, 0 at first.</summary>
    public int Round { get; init; }

    /// <summary>JSON list of outcome names that the flow has wired.</summary>
    public required string OutcomesJson { get; init; }

    /// <summary>The form as JSON for <c>custom</c> tasks, see <see cref="Forms.TaskFormJson"/>.</summary>
    public string? FormJson { get; init; }

    /// <summary>
    /// What the flow proposes: JSON object of field name to <see cref="Forms.TaskSuggestion"/> (value and reason), frozen as the
    /// rule saw it.
    /// </summary>
    public string? SuggestionsJson { get; init; }

    public TaskState State { get; set; } = TaskState.Open;
    public string? Outcome { get; set; }

    /// <summary>What the person filled in, JSON.</summary>
    public string? DataJson { get; set; }

    /// <summary>What was typed but not yet sent, JSON; kept so that nothing is lost.</summary>
    public string? DraftJson { get; set; }

    public DateTime? CompletedAt { get; set; }
    public Guid? CompletedById { get; set; }

    /// <summary>Its holder is away: somebody else holds it in their place, however often it is handed on.</summary>
    public void HandToSubstitute(Guid substituteId) => (StandInForId, AssigneeId) = (StandInForId ?? AssigneeId, substituteId);

    public void GiveBack() => (AssigneeId, StandInForId) = (StandInForId, null);

    /// <summary>A person gave it to somebody, or let go of it: it is no longer anybody's in the meantime.</summary>
    public void Hold(Guid? assigneeId) => (AssigneeId, StandInForId) = (assigneeId, null);

    /// <summary>Two people completing at once: the second is refused, not overwritten.</summary>
    public int Version { get; private set; }
}

public enum TaskState
{
    Open = 1,
    Completed = 2,

    /// <summary>The flow no longer waits for it (another branch won, the case was withdrawn).</summary>
    Withdrawn = 3,
}

internal sealed class WorkTaskMapping : IEntityTypeConfiguration<WorkTask>
{
    public void Configure(EntityTypeBuilder<WorkTask> task)
    {
        task.ToTable("Tasks");
        task.Property(t => t.WorkflowInstanceId).HasMaxLength(32);
        task.Property(t => t.BookmarkId).HasMaxLength(32);
        task.Property(t => t.TaskType).HasMaxLength(64);
        task.Property(t => t.Title).HasMaxLength(200);
        task.Property(t => t.Role).HasMaxLength(32);
        task.Property(t => t.Outcome).HasMaxLength(100);
        task.Property(t => t.Version).IsConcurrencyToken();
        task.HasIndex(t => t.BookmarkId).IsUnique();
        task.HasIndex(t => new { t.PetitionId, t.State });
        task.HasIndex(t => t.StandInForId).HasFilter("\"StandInForId\" IS NOT NULL");
        task.HasIndex(t => new { t.State, t.UnitId, t.DueAt });

        // With ten thousand open cases an inbox reads only the rows that it shows: one index counts, the other has them in order.
        task.HasIndex(t => new { t.State, t.AssigneeId, t.UnitId, t.Role, t.TaskType, t.PetitionId }).HasDatabaseName("IX_Tasks_Counted");
        task.HasIndex(t => new { t.State, t.AssigneeId, t.UnitId, t.Role, t.IsUrgent, t.DueOrder, t.CreatedAt, t.Id, t.TaskType })
            .IsDescending(false, false, false, false, true, false, false, false, false)
            .HasDatabaseName("IX_Tasks_Inbox");
    }
}
