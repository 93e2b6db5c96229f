using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Benchmarks.Service;

/// <summary>
/// The floor of a piece of work: the rows that it wrote, written once more by a bare loop of Microsoft.Data.Sqlite in as many
/// transactions, with prepared statements and the same durability. Its tables have one index, on their first column, or those of the
/// database itself: every index is written too.
/// </summary>
internal static class RowFloor
{
    /// <param name="written">The rows.</param>
    /// <param name="transactions">How many commits they are spread over.</param>
    /// <param name="indexesOf">The database file whose tables and indexes are used; one index a table when not given.</param>
    /// <returns>How long the bare loop took.</returns>
    public static TimeSpan Measure(WrittenRows written, int transactions, string? indexesOf = null)
    {
        var folder = Directory.CreateTempSubdirectory("petition-floor-");
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "floor.db")};Pooling=False");
            connection.Open();
            Sql.Run(connection, Sql.Settings);
            var inserts = written.Tables.Select(t => Prepare(connection, t.Table, t.Columns, indexesOf)).ToList();
            var watch = Stopwatch.StartNew();
            for (var number = 0; number < transactions; number++)
            {
                using var transaction = connection.BeginTransaction();
                for (var i = 0; i < inserts.Count; i++)
                {
                    var rows = written.Tables[i].Rows;
                    var (from, to) = ((int)((long)rows.Count * number / transactions), (int)((long)rows.Count * (number + 1) / transactions));
                    inserts[i].Transaction = transaction;
                    for (var row = from; row < to; row++)
                    {
                        Insert(inserts[i], rows[row]);
                    }
                }

                transaction.Commit();
            }

            var elapsed = watch.Elapsed;
            inserts.ForEach(i => i.Dispose());
            return elapsed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string table, string[] columns, string? indexesOf)
    {
        foreach (var statement in indexesOf is null ? OneIndex(table, columns) : OwnIndexes(indexesOf, table))
        {
            Sql.Run(connection, statement);
        }

        var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO \"{table}\" VALUES ({string.Join(", ", columns.Select((_, i) => "$" + i))})";
        for (var i = 0; i < columns.Length; i++)
        {
            insert.Parameters.Add(new SqliteParameter("$" + i, DBNull.Value));
        }

        return insert;
    }

    private static void Insert(SqliteCommand insert, object[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            insert.Parameters[i].Value = row[i];
        }

        insert.ExecuteNonQuery();
    }

    private static IEnumerable<string> OneIndex(string table, string[] columns) =>
    [
        $"CREATE TABLE \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))})",
        $"CREATE INDEX \"IX_{table}\" ON \"{table}\" (\"{columns[0]}\")",
    ];

    private static List<string> OwnIndexes(string database, string table)
    {
        using var source = new SqliteConnection($"Data Source={database};Pooling=False");
        source.Open();
        var made = Sql.Rows(source, $"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL ORDER BY type DESC").ConvertAll(r => (string)r["sql"]);
        return ["PRAGMA foreign_keys = OFF", .. made];
    }
}
