namespace PetitionWorkflow.ArchitectureTests;

/// <summary>Who may know whom. Each rule is held against the house, and against a wall set wrong that it must find.</summary>
public sealed class DirectionTests
{
    [Fact]
    public void Engine_KnowsNothingOfOurs() => Hold(use =>
        IsIn(use.User, "WorkflowRuntime") && IsIn(use.Used, "PetitionWorkflow"));

    [Fact]
    public void Rooms_KnowOnlyRoomsToTheirLeft() => Hold(Rooms.IsBreach);

    [Fact]
    public void OnlyRoutingAndPersistence_UseTheEngine() => Hold(use =>
        Rooms.Of(use.User) is { } room && room is not ("Routing" or "Persistence") && IsIn(use.Used, "WorkflowRuntime"));

    [Fact]
    public void OnlyJobs_UseHangfire() => Hold(use =>
        Rooms.Of(use.User) is { } room && room != "Jobs" && IsIn(use.Used, "Hangfire"));

    [Fact]
    public void OnlyMail_UsesMailKit() => Hold(use =>
        Rooms.Of(use.User) is { } room && room != "Mail" && (IsIn(use.Used, "MailKit") || IsIn(use.Used, "MimeKit")));

    [Fact]
    public void OnlyPersistence_UsesADatabaseProvider() => Hold(use =>
        Rooms.Of(use.User) is { } room && room != "Persistence" && (IsIn(use.Used, "Npgsql") || IsIn(use.Used, "Microsoft.Data.Sqlite")));

    [Fact]
    public void Pages_LeaveJobsMailAndDatabasesToTheService() => Hold(use =>
        IsPage(use.User) && (IsIn(use.Used, "Hangfire") || IsIn(use.Used, "MailKit") || IsIn(use.Used, "MimeKit")
            || IsIn(use.Used, "Npgsql") || IsIn(use.Used, "Microsoft.Data.Sqlite")));

    [Fact]
    public void Service_KnowsNothingOfItsPages() => Hold(use => Rooms.Of(use.User) is not null && IsIn(use.Used, "PetitionWorkflow.Web"));

    /// <summary>Start-up (Hosting, the timetable) may name the parts that it puts together; the rooms of pages may not.</summary>
    private static bool IsPage(string user) =>
        IsIn(user, "PetitionWorkflow.Web") && !IsIn(user, "PetitionWorkflow.Web.Hosting") && user != "PetitionWorkflow.Web.RecurringJobs";

    private static void Hold(Func<Use, bool> isBreach)
    {
        Assert.Contains(House.Wrong, use => isBreach(use));
        Assert.Empty(House.Built.Where(isBreach).Distinct().Select(use => $"{use.User} -> {use.Used}"));
    }

    private static bool IsIn(string fullName, string space) => fullName.StartsWith(space + ".", StringComparison.Ordinal);
}
