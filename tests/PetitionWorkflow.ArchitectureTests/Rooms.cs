namespace PetitionWorkflow.ArchitectureTests;

/// <summary>The rooms of the service, and who may know whom (architecture §3): only rooms of an earlier row, or of one's own.</summary>
internal static class Rooms
{
    private static readonly string[][] Rows =
    [
        ["Shared"],
        ["Persistence", "Jobs"],
        ["Staff", "Petitions", "Mail", "Documents"],
        ["Intake", "Tasks"],
        ["Deadlines", "Archive", "Reviews", "UrgentReports"],
        ["Routing"],
        ["Reports"],
    ];

    /// <summary>
    /// Where the plan's arrow has to bend: the context is an Identity context and so names the staff member's class, and the engine's
    /// store and the doctor look at everything by trade.
    /// </summary>
    private static readonly string[] SeesEveryRoom =
    [
        "PetitionWorkflow.Persistence.PetitionDbContext",
        "PetitionWorkflow.Persistence.SqlitePetitionDbContext",
        "PetitionWorkflow.Persistence.PostgresPetitionDbContext",
        "PetitionWorkflow.Persistence.Migrations.",
        "PetitionWorkflow.Persistence.Doctor",
    ];

    public static bool IsBreach(Use use)
    {
        if (SeesEveryRoom.Any(s => use.User.StartsWith(s, StringComparison.Ordinal)))
        {
            return false;
        }

        return RowOf(use.User) is { } user && RowOf(use.Used) is { } used && used > user;
    }

    public static string? Of(string fullName)
    {
        var parts = fullName.Split('.');
        return parts is ["PetitionWorkflow", var room, ..] && Rows.Any(r => r.Contains(room)) ? room : null;
    }

    private static int? RowOf(string fullName) => Of(fullName) is { } room ? Array.FindIndex(Rows, r => r.Contains(room)) : null;
}
