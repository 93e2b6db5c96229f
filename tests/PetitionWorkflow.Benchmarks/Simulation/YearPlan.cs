namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>What is simulated. The same plan gives the same year, to the last mail.</summary>
/// <param name="Petitions">How many come in.</param>
/// <param name="Seed">Of every choice.</param>
/// <param name="Kills">At least so many units of work are killed between their writes and their commit.</param>
/// <param name="Days">From 1 January 2026.</param>
public sealed record YearPlan(int Petitions, int Seed, int Kills, int Days = 365)
{
    public static readonly DateOnly FirstDay = new(2026, 1, 1);

    public DateOnly EndDay => FirstDay.AddDays(Days);
}

/// <summary>What came of it.</summary>
public sealed record YearReport(
    int Registered, int Closed, int Completed, int Reminders, int Mails, int FailedAttempts, int DeadMails, int Kills, int Restarts, TimeSpan Elapsed, string Hash,
    IReadOnlyList<string> Wrong);
