using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Benchmarks;

/// <summary>
/// What the disk and SQLite allow: a bare loop of Microsoft.Data.Sqlite that inserts copies of given rows, all columns, in one
/// transaction each, with prepared statements, the same journal mode and the same durability. Its tables have a primary key and no
/// other index, so the floor is a hard one.
/// </summary>
internal sealed class Floor : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("petition-floor-");
    private readonly SqliteConnection _connection;
    private readonly List<(SqliteCommand Insert, SqliteParameter Key)> _inserts = [];
    private long _number;

    /// <param name="rows">Each row's table and columns; the first column becomes the key and gets a new value in every copy.</param>
    public Floor(IEnumerable<(string Table, Dictionary<string, object> Columns)> rows)
    {
        _connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "floor.db")};Pooling=False");
        _connection.Open();
        Sql.Run(_connection, Sql.Settings);
        var index = 0;
        foreach (var (table, columns) in rows)
        {
            Prepare($"{table}_{index++}", columns);
        }
    }

    /// <summary>Processor time of the whole process per transaction of the last measure.</summary>
    public double ProcessorMilliseconds { get; private set; }

    public double Measure(int transactions)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < transactions; i++)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var (insert, key) in _inserts)
            {
                insert.Transaction = transaction;
                key.Value = unchecked((ulong)++_number * 0x9E3779B97F4A7C15UL).ToString("x16", CultureInfo.InvariantCulture);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        var elapsed = watch.Elapsed;
        ProcessorMilliseconds = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / transactions;
        return transactions / elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _inserts.ForEach(i => i.Insert.Dispose());
        _connection.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Prepare(string table, Dictionary<string, object> columns)
    {
        var names = columns.Keys.ToList();
        Sql.Run(_connection, $"CREATE TABLE \"{table}\" ({string.Join(", ", names.Select((n, i) => $"\"{n}\"" + (i == 0 ? " TEXT PRIMARY KEY" : "")))})");
        var insert = _connection.CreateCommand();
        insert.CommandText = $"INSERT INTO \"{table}\" VALUES ({string.Join(", ", names.Select((_, i) => "$" + i))})";
        for (var i = 0; i < names.Count; i++)
        {
            insert.Parameters.AddWithValue("$" + i, columns[names[i]]);
        }

        insert.Prepare();
        _inserts.Add((insert, insert.Parameters[0]));
    }
}
