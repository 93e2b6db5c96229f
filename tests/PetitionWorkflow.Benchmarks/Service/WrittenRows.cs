using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Benchmarks.Service;

/// <summary>
/// The rows that something wrote: those of a database that an earlier copy of it does not have, new and changed alike, with all their
/// columns.
/// </summary>
internal sealed class WrittenRows
{
    private readonly List<(string Table, string[] Columns, List<object[]> Rows)> _tables = [];

    public int Count => _tables.Sum(t => t.Rows.Count);

    public IReadOnlyList<(string Table, string[] Columns, List<object[]> Rows)> Tables => _tables;

    /// <param name="before">A copy of the database, made by <see cref="Snapshot"/>.</param>
    /// <param name="after">The same database later.</param>
    public static WrittenRows Between(string before, string after)
    {
        using var old = Open(before);
        using var now = Open(after);
        var written = new WrittenRows();
        var names = Sql.Rows(now, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Select(r => (string)r["name"]);
        foreach (var table in names)
        {
            var known = Read(old, table).Rows.Select(Fingerprint).ToHashSet();
            var (columns, rows) = Read(now, table);
            rows.RemoveAll(row => known.Contains(Fingerprint(row)));
            if (rows.Count > 0)
            {
                written._tables.Add((table, columns, rows));
            }
        }

        return written;
    }

    public static void Snapshot(string database, string copy)
    {
        using var connection = Open(database);
        Sql.Run(connection, $"VACUUM INTO '{copy}'");
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    private static (string[] Columns, List<object[]> Rows) Read(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    private static UInt128 Fingerprint(object[] row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in row)
        {
            hash.AppendData(value as byte[] ?? Encoding.UTF8.GetBytes($"{value}\u0001"));
        }

        return BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
    }
}
