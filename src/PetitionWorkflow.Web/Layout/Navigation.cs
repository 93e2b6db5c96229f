namespace PetitionWorkflow.Web.Layout;

/// <summary>One entry of the side bar. It shows once its page exists and the signed-in person passes the policy.</summary>
/// <param name="Path">The page's address, lower case.</param>
/// <param name="TextKey">The entry's text.</param>
/// <param name="Icon">The name of a Tabler icon, without <c>ti-</c>.</param>
/// <param name="Policy">One of <see cref="Staff.Policies"/>.</param>
internal sealed record NavigationEntry(string Path, string TextKey, string Icon, string Policy);

internal sealed record NavigationSection(string TextKey, IReadOnlyList<NavigationEntry> Entries);

/// <summary>The side bar on one screen.</summary>
internal static class Navigation
{
    public static readonly IReadOnlyList<NavigationSection> Sections =
    [
        new("Navigation.Work",
        [
            new("/", "Navigation.Home", "home", Staff.Policies.SignedIn),
            new("/tasks", "Navigation.Inbox", "inbox", Staff.Policies.WorkOnTasks),
            new("/intake", "Navigation.Register", "file-plus", Staff.Policies.RegisterPetitions),
            new("/petitions", "Navigation.Cases", "folders", Staff.Policies.ReadCases),
            new("/recusals", "Navigation.Recusals", "user-off", Staff.Policies.DecideRecusals),
            new("/deadlines/cards", "Navigation.Cards", "cards", Staff.Policies.ReadCases),
            new("/deadlines/pauses", "Navigation.Pauses", "player-pause", Staff.Policies.ReadCases),
        ]),
        new("Navigation.Office",
        [
            new("/intake/letters", "Navigation.LetterBatches", "mailbox", Staff.Policies.RegisterPetitions),
            new("/intake/platforms", "Navigation.Platforms", "eye-check", Staff.Policies.RegisterPetitions),
            new("/intake/import", "Navigation.Import", "table-import", Staff.Policies.RegisterPetitions),
            new("/mail", "Navigation.Mail", "mail-forward", Staff.Policies.WatchMail),
            new("/mail/incoming", "Navigation.IncomingMail", "mail-down", Staff.Policies.WatchMail),
            new("/return-visits", "Navigation.ReturnVisits", "phone-check", Staff.Policies.ReturnVisits),
            new("/roster", "Navigation.Roster", "calendar-user", Staff.Policies.ReadRoster),
            new("/training", "Navigation.Training", "school", Staff.Policies.ReadRoster),
            new("/viewings", "Navigation.Viewings", "eye", Staff.Policies.AuditViewings),
            new("/reports", "Navigation.Reports", "chart-bar", Staff.Policies.ReadReports),
        ]),
        new("Navigation.Administration",
        [
            new("/staff", "Navigation.Staff", "users", Staff.Policies.Administer),
            new("/categories", "Navigation.Categories", "category", Staff.Policies.Administer),
            new("/routing", "Navigation.RoutingRules", "arrows-split", Staff.Policies.Administer),
            new("/deadlines/calendar", "Navigation.Calendar", "calendar-event", Staff.Policies.Administer),
            new("/deadlines/clocks", "Navigation.Clocks", "hourglass", Staff.Policies.Administer),
            new("/documents/templates", "Navigation.DocumentTemplates", "template", Staff.Policies.Administer),
            new("/mail/texts", "Navigation.NoticeTexts", "mail-cog", Staff.Policies.Administer),
            new("/designer", "Navigation.Designer", "sitemap", Staff.Policies.Administer),
            new("/jobs", "Navigation.Jobs", "clock-play", Staff.Policies.Administer),
        ]),
    ];
}
