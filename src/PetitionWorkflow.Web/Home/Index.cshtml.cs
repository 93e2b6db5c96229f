using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PetitionWorkflow.Deadlines.Rounds;
using PetitionWorkflow.Shared;
using PetitionWorkflow.Staff;
using PetitionWorkflow.Tasks;
using PetitionWorkflow.Web.Layout;
using PetitionWorkflow.Web.Staff;

namespace PetitionWorkflow.Web.Home;

/// <summary>The first page after signing in: how much waits, what to do first, and the ways on.</summary>
[Authorize(Policy = Policies.SignedIn)]
internal sealed class IndexModel(
    NavigationMenu menu, IAuthorizationService policies, InboxGlances glances, Inbox inbox, DailyRounds rounds, CurrentViewer current, TimeProvider time) : PageModel
{
    private const int FirstTasks = 8;

    public string Name => User.DisplayName();

    public IReadOnlyList<MenuItem> Items { get; private set; } = [];

    /// <summary>Null for a person who has no inbox.</summary>
    public InboxGlance? Glance { get; private set; }

    public IReadOnlyList<InboxRow> First { get; private set; } = [];

    public DateTime Now { get; private set; }

    /// <summary>What of today's rounds nobody has recorded; null for a person who does not go on them.</summary>
    public OpenRounds? Rounds { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var sections = await menu.ForAsync(HttpContext);
        Items = [.. sections.SelectMany(s => s.Items).Where(i => !i.IsCurrent)];
        Now = time.UtcNow();
        if ((await policies.AuthorizeAsync(User, Policies.RegisterPetitions)).Succeeded)
        {
            Rounds = await rounds.TodayAsync(cancellation);
        }

        if ((await policies.AuthorizeAsync(User, Policies.WorkOnTasks)).Succeeded)
        {
            var viewer = current.Require();
            Glance = await glances.ReadAsync(viewer, cancellation);
            First = await inbox.FirstAsync(viewer, FirstTasks, cancellation);
        }
    }

    /// <summary>The lines of the glance: what is counted, where it is listed, and whether it alarms.</summary>
    public IEnumerable<HomeCount> Counts => Glance is not { } glance ? [] :
    [
        new("Home.Urgent", glance.Urgent, $"/tasks?tab={glance.Tab}&urgent=true", "urgent", glance.Urgent > 0 ? "danger" : "quiet"),
        new("Home.Overdue", glance.Overdue, $"/tasks?tab={glance.Tab}&due=Overdue", "clock-exclamation", glance.Overdue > 0 ? "danger" : "quiet"),
        new("Home.Today", glance.Today, $"/tasks?tab={glance.Tab}&due=Today", "calendar-due", glance.Today > 0 ? "warning" : "quiet"),
        new("Home.ThreeDays", glance.ThreeDays, $"/tasks?tab={glance.Tab}&due=ThreeDays", "calendar-week", glance.ThreeDays > 0 ? "warning" : "quiet"),
        new("Home.Open", glance.Open, $"/tasks?tab={glance.Tab}", "inbox", "plain"),
    ];
}

public sealed record HomeCount(string TextKey, int Count, string Path, string Icon, string Look);
