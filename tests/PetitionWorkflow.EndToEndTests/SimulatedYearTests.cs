using Microsoft.Data.Sqlite;
using PetitionWorkflow.Benchmarks.Simulation;

namespace PetitionWorkflow.EndToEndTests;

/// <summary>Six weeks of the simulated office with the New Year and its make-up Sunday in them; the whole year is a command (docs/development.md).</summary>
public sealed class SimulatedYearTests
{
    private static readonly YearPlan Weeks = new(Petitions: 24, Seed: 20260216, Kills: 20, Days: 42);

    [Fact]
    public async Task AnOfficeWithKillsAndFailingMail_KeepsEveryPromiseOnEveryEvening_AndTheSameSeedGivesTheSameWeeks()
    {
        var once = await SimulatedYear.RunAsync(Weeks, TestContext.Current.SendDiagnosticMessage);
        var again = await SimulatedYear.RunAsync(Weeks, TestContext.Current.SendDiagnosticMessage);

        Assert.Empty(once.Wrong);
        Assert.Equal(24, once.Registered);
        Assert.True(once is { Kills: >= 20, Restarts: 1, Completed: > 50, Reminders: > 20, FailedAttempts: > 0 }, $"Too little happened: {once}");
        Assert.Equal(once.Hash, again.Hash);
    }

    [Fact]
    public async Task APromiseThatIsBroken_IsNamedOnTheSameEvening()
    {
        var report = await SimulatedYear.RunAsync(Weeks with { Kills = 0, Days = 9 }, TestContext.Current.SendDiagnosticMessage, (day, file) =>
        {
            if (day == YearPlan.FirstDay.AddDays(5))
            {
                using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "UPDATE Tasks SET State = 3; UPDATE Clocks SET EndedAt = '2026-01-06', EndReason = NULL, OpenKey = NULL, NextReminderAt = NULL; DROP INDEX IX_Clocks_PetitionId; "
                    + "UPDATE OutgoingMails SET DedupKey = printf('%032d:%032d:20260106:red:nobody@example.org', 1, 2) WHERE rowid = (SELECT max(rowid) FROM OutgoingMails)";
                command.ExecuteNonQuery();
            }
        });

        Assert.Contains(report.Wrong, w => w.StartsWith("2026-01-06: an open case without an owner: XF-2026-", StringComparison.Ordinal));
        Assert.Contains(report.Wrong, w => w.StartsWith("2026-01-06: an open case without a clock", StringComparison.Ordinal));
        Assert.Contains(report.Wrong, w => w.StartsWith("2026-01-06: a clock that ended without a reason", StringComparison.Ordinal));
        Assert.Contains(report.Wrong, w => w.StartsWith("2026-01-06: a step of a ladder with 1 mails instead of 0: 0000", StringComparison.Ordinal));
        Assert.Contains(report.Wrong, w => w.StartsWith("a question about a case that reads other cases (S", StringComparison.Ordinal) && w.Contains("\"Clocks\"", StringComparison.Ordinal));
        Assert.Contains(report.Wrong, w => w.StartsWith("doctor: ", StringComparison.Ordinal));
    }
}
