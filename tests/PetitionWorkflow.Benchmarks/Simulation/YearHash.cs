using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>Everything that a year left which does not depend on ids: the same seed gives the same hash.</summary>
internal static class YearHash
{
    private static readonly string[] Left =
    [
        "SELECT p.Number, p.Stage, p.Outcome, p.ReworkRounds, u.Code, p.AcceptedAt, p.OpinionDeliveredAt, p.ClosedAt FROM Petitions p LEFT JOIN Units u ON u.Id = p.LeadUnitId ORDER BY p.Number",
        "SELECT p.Number, t.TaskType, t.Round, t.State, t.Outcome, t.CreatedAt, t.CompletedAt FROM Tasks t JOIN Petitions p ON p.Id = t.PetitionId ORDER BY 1, 2, 6, 7, 5",
        "SELECT p.Number, c.Code, c.State, c.StartedAt, c.DueDay, c.MissedAt, c.EndedAt, c.EndReason FROM Clocks c JOIN Petitions p ON p.Id = c.PetitionId ORDER BY 1, 2, 4, 5, 7, 8",
        "SELECT p.Number, c.Code, r.DueDay, r.Stage, r.DueAt, r.RecordedAt, r.Fate, r.Mails FROM ClockReminders r JOIN Clocks c ON c.Id = r.ClockId JOIN Petitions p ON p.Id = c.PetitionId ORDER BY 1, 2, 3, 5, 4, 6",
        "SELECT p.Number, d.Kind, d.Number FROM Documents d JOIN Petitions p ON p.Id = d.PetitionId ORDER BY 1, 2, 3",
        "SELECT m.ToAddress, m.Subject, m.State, m.Attempts, m.SentAt FROM OutgoingMails m ORDER BY 1, 2, 5, 3, 4",
    ];

    public static YearReport Report(string databaseFile)
    {
        using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var query in Left)
        {
            using var command = connection.CreateCommand();
            command.CommandText = query;
            using var reader = command.ExecuteReader();
            var row = new object[reader.FieldCount];
            while (reader.Read())
            {
                reader.GetValues(row);
                hash.AppendData(Encoding.UTF8.GetBytes(string.Join('|', row) + "\n"));
            }
        }

        return new YearReport(
            0, Count("Petitions WHERE ClosedAt IS NOT NULL"), 0, Count("ClockReminders"), 0, 0, Count("OutgoingMails WHERE State = 4"), 0, 0, default,
            Convert.ToHexStringLower(hash.GetHashAndReset()), []);

        int Count(string from) => Convert.ToInt32(Sql.Rows(connection, "SELECT count(*) AS n FROM " + from)[0]["n"], System.Globalization.CultureInfo.InvariantCulture);
    }
}
