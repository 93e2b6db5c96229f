using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using PetitionWorkflow.Persistence.Doctor;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>The promises that hold on every evening of the year.</summary>
internal sealed class YearChecks(SimulatedOffice office)
{
    /// <summary>Of one kind of broken promise that is told; the first ones are enough to look for the cause.</summary>
    private const int AtMost = 5;

    /// <summary>Each finds what breaks a promise, and what it is.</summary>
    private static readonly string[] Promises =
    [
        """
        SELECT 'an open case without an owner: ' || p.Number FROM Petitions p WHERE p.ClosedAt IS NULL
            AND NOT EXISTS (SELECT 1 FROM Tasks t WHERE t.PetitionId = p.Id AND t.State = 1)
            AND NOT EXISTS (SELECT 1 FROM Tasks t WHERE t.PetitionId = p.DuplicateOfId AND t.State = 1)
        """,
        "SELECT 'an open case without a clock: ' || p.Number FROM Petitions p WHERE p.ClosedAt IS NULL AND NOT EXISTS (SELECT 1 FROM Clocks c WHERE c.PetitionId = p.Id AND c.EndedAt IS NULL)",
        """
        SELECT broken || ': ' || Code || ' of ' || (SELECT p.Number FROM Petitions p WHERE p.Id = PetitionId) FROM (
            SELECT Code, PetitionId, CASE
                WHEN EndedAt IS NOT NULL AND (EndReason IS NULL OR State < 3) THEN 'a clock that ended without a reason'
                WHEN EndedAt IS NULL AND State = 1 AND MissedAt IS NULL AND DueAt <= @now THEN 'a clock that ran out unnoticed'
                WHEN State = 3 AND EndedAt >= DueAt THEN 'a clock that ended late and counts as met'
                WHEN NextReminderAt <= @now THEN 'a rung of a ladder left out' END AS broken
            FROM Clocks) WHERE broken IS NOT NULL
        """,
    ];

    /// <summary>Counts every mail of the year, so it is asked once, at its end.</summary>
    private const string MailTwice = "SELECT 'a mail twice in the outbox: ' || m.Subject FROM OutgoingMails m GROUP BY m.DedupKey HAVING count(*) > 1";

    private readonly StepsOfTheDay _steps = new();

    /// <summary>
    /// Looks at the office as it stands now, however long that takes: the next day may begin meanwhile, and is not seen. One evening at a
    /// time: each begins where the one before has ended.
    /// </summary>
    public Task<IReadOnlyList<string>> RunAsync(DateOnly evening)
    {
        var now = office.Service.Time.GetUtcNow().UtcDateTime;
        var connection = Open();
        var snapshot = connection.BeginTransaction(deferred: true);
        // A snapshot is taken by the first read.
        Sql.Rows(connection, "SELECT 1 FROM Clocks LIMIT 1");
        return Task.Run(() =>
        {
            using (connection)
            using (snapshot)
            {
                return Found([.. Ask(connection, Promises, now), .. _steps.Check(connection).Take(AtMost)]);
            }
        });

        IReadOnlyList<string> Found(IEnumerable<string> wrong) => [.. wrong.Select(w => $"{evening:yyyy-MM-dd}: {w}")];
    }

    /// <summary>What is looked at when the year is over.</summary>
    public async Task<IReadOnlyList<string>> RunLastAsync()
    {
        await using var connection = Open();
        // The doctor's own questions are about the whole office.
        return [.. office.Questions.FindSlow(connection), .. Ask(connection, [MailTwice], default), .. await RunDoctorAsync()];
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={office.DatabaseFile};Pooling=False;Mode=ReadOnly");
        connection.Open();
        return connection;
    }

    private static List<string> Ask(SqliteConnection connection, IEnumerable<string> promises, DateTime now)
    {
        var wrong = new List<string>();
        foreach (var query in promises)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"{query} LIMIT {AtMost}";
            command.Parameters.AddWithValue("@now", now);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                wrong.Add(reader.GetString(0));
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
