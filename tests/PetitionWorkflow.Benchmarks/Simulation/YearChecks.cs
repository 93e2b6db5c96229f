using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence.Doctor;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>The promises that hold on every evening of the year.</summary>
internal sealed class YearChecks(SimulatedOffice office)
{
    private static readonly (string Name, string Query)[] Promises =
    [
        ("an open case without an owner", "SELECT p.Number FROM Petitions p WHERE p.ClosedAt IS NULL AND NOT EXISTS (SELECT 1 FROM Tasks t WHERE t.PetitionId = p.Id AND +t.State = 1) AND NOT EXISTS (SELECT 1 FROM Tasks t WHERE t.PetitionId = p.DuplicateOfId AND +t.State = 1)"),
        ("an open case without a clock", "SELECT p.Number FROM Petitions p WHERE p.ClosedAt IS NULL AND NOT EXISTS (SELECT 1 FROM Clocks c WHERE c.PetitionId = p.Id AND c.EndedAt IS NULL)"),
        ("a clock that ended without a reason", "SELECT c.Code || ' of ' || p.Number FROM Clocks c JOIN Petitions p ON p.Id = c.PetitionId WHERE c.EndedAt IS NOT NULL AND (c.EndReason IS NULL OR c.State < 3)"),
        ("a clock that ran out unnoticed", "SELECT c.Code || ' of ' || p.Number FROM Clocks c JOIN Petitions p ON p.Id = c.PetitionId WHERE c.EndedAt IS NULL AND c.State = 1 AND c.MissedAt IS NULL AND c.DueAt <= @now"),
        ("a clock that ended late and counts as met", "SELECT c.Code || ' of ' || p.Number FROM Clocks c JOIN Petitions p ON p.Id = c.PetitionId WHERE c.State = 3 AND c.EndedAt >= c.DueAt"),
        ("a rung of a ladder left out", "SELECT c.Code || ' of ' || p.Number FROM Clocks c JOIN Petitions p ON p.Id = c.PetitionId WHERE c.NextReminderAt <= @now"),
        ("a reminder twice", "SELECT r.Stage FROM ClockReminders r GROUP BY r.ClockId, r.DueDay, r.Stage HAVING count(*) > 1"),
    ];

    /// <summary>Counts every mail of the year, so it is asked once, at its end.</summary>
    private const string MailTwice = "SELECT m.Subject FROM OutgoingMails m GROUP BY m.DedupKey HAVING count(*) > 1";

    public Task<IReadOnlyList<string>> RunAsync() => AskAsync(Promises);

    /// <summary>What is looked at when the year is over.</summary>
    public async Task<IReadOnlyList<string>> RunLastAsync() => [.. await AskAsync([("a mail twice in the outbox", MailTwice)]), .. await RunDoctorAsync()];

    private async Task<IReadOnlyList<string>> AskAsync(IEnumerable<(string Name, string Query)> promises)
    {
        await using var connection = new SqliteConnection($"Data Source={office.DatabaseFile};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync();
        var wrong = new List<string>();
        foreach (var (name, query) in promises)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = query + " LIMIT 5";
            command.Parameters.AddWithValue("@now", office.Service.Time.GetUtcNow().UtcDateTime);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                wrong.Add($"{name}: {reader.GetValue(0)}");
            }
        }

        return wrong;
    }

    private async Task<IReadOnlyList<string>> RunDoctorAsync()
    {
        await using var scope = office.Service.Services.CreateAsyncScope();
        return [.. (await scope.ServiceProvider.GetRequiredService<DoctorVisit>().FindAsync(default)).Select(v => $"doctor: {v.Code} {v.Subject}")];
    }
}
