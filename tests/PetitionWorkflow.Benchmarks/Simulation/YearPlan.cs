using System.Globalization;

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
    IReadOnlyList<string> Wrong)
{
    /// <summary>What there is to read at its end; what is wrong follows line by line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        {Registered:N0} petitions registered, {Closed:N0} closed, {Completed:N0} tasks completed
        {Reminders:N0} reminders, {Mails:N0} mails accepted, {FailedAttempts:N0} attempts refused, {DeadMails:N0} mails given up
        {Kills:N0} units of work killed, {Restarts} restarts
        {Elapsed:m\:ss} minutes, hash {Hash}
        {(Wrong.Count == 0 ? "nothing wrong" : $"{Wrong.Count} broken promises:")}
        """);
}
