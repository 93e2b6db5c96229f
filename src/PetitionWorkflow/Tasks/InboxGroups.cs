using PetitionWorkflow.Staff;

namespace PetitionWorkflow.Tasks;

/// <summary>So many open tasks of one kind, for the same people.</summary>
public sealed record InboxGroup(Guid? AssigneeId, Guid? UnitId, string? Role, string TaskType, int Count);

/// <summary>The open tasks that a person sees, counted in one pass; every number that an inbox shows is a sum of it.</summary>
public sealed class InboxGroups(Viewer viewer, IReadOnlyList<InboxGroup> groups)
{
    /// <summary>The tabs that make sense for the viewer, each with its number of tasks.</summary>
    public IReadOnlyDictionary<InboxTab, int> Tabs => Enum.GetValues<InboxTab>().Where(HasTab).ToDictionary(tab => tab, tab => CountOf(tab));

    /// <summary>What the viewer holds or could claim.</summary>
    public int Waiting => groups
        .Where(g => g.AssigneeId == viewer.UserId || (g.AssigneeId is null && WorkTaskVisibility.IsMeantFor(g.Role, g.UnitId, viewer)))
        .Sum(g => g.Count);

    public int CountOf(InboxTab tab, string? taskType = null) => In(tab).Where(g => taskType is null || g.TaskType == taskType).Sum(g => g.Count);

    /// <summary>The task types that the tab holds now, for its filter.</summary>
    public IReadOnlyList<string> TypesOf(InboxTab tab) => [.. In(tab).Select(g => g.TaskType).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<InboxGroup> In(InboxTab tab) => groups.Where(g => tab switch
    {
        InboxTab.Mine => g.AssigneeId == viewer.UserId,
        InboxTab.Role => g.AssigneeId is null && g.UnitId is null && g.Role is not null && viewer.Is(g.Role),
        InboxTab.Unit => viewer.UnitId is not null && g.UnitId == viewer.UnitId,
        InboxTab.All => viewer.SeesEveryCase,
        _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
    });

    private bool HasTab(InboxTab tab) => tab switch
    {
        InboxTab.Unit => viewer.UnitId is not null,
        InboxTab.All => viewer.SeesEveryCase,
        _ => true,
    };
}
