using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Benchmarks.Simulation;

/// <summary>
/// Each step of a ladder once: for what the ledger has recorded since the evening before there are as many mails as it says, and no mail of
/// a ladder without its step.
/// </summary>
internal sealed class StepsOfTheDay
{
    private long _lastStep;
    private long _lastMail;

    public IEnumerable<string> Check(SqliteConnection connection)
    {
        var steps = Read(connection, "SELECT rowid AS n, lower(hex(ClockId)) || ':' || replace(DueDay, '-', '') || ':' || Stage AS step, Mails AS mails FROM ClockReminders WHERE rowid > @after", ref _lastStep)
            .ToDictionary(row => (string)row["step"], row => Convert.ToInt32(row["mails"], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        // petition:clock:day:step:address; other mails have another shape.
        var mails = Read(connection, "SELECT rowid AS n, DedupKey AS key FROM OutgoingMails WHERE rowid > @after", ref _lastMail)
            .Select(row => ((string)row["key"]).Split(':'))
            .Where(key => key is [{ Length: 32 }, { Length: 32 }, { Length: 8 }, _, _])
            .CountBy(key => string.Join(':', key[1..4]), StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return steps.Keys.Union(mails.Keys, StringComparer.Ordinal)
            .Where(step => steps.GetValueOrDefault(step) != mails.GetValueOrDefault(step))
            .Select(step => $"a step of a ladder with {mails.GetValueOrDefault(step)} mails instead of {steps.GetValueOrDefault(step)}: {step}");
    }

    private static IReadOnlyList<Dictionary<string, object>> Read(SqliteConnection connection, string query, ref long last)
    {
        var rows = Sql.Rows(connection, query.Replace("@after", last.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        last = rows.Select(row => Convert.ToInt64(row["n"], CultureInfo.InvariantCulture)).DefaultIfEmpty(last).Max();
        return rows;
    }
}
