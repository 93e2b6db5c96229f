using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PetitionWorkflow.Benchmarks.Runtime;

/// <summary>Many suspended instances in a database quickly: copies of one that the engine made, under ids and hashes of their own.</summary>
internal static class Fillers
{
    private static readonly string[] Fill =
    [
        "CREATE TEMP TABLE fill (id TEXT, hash TEXT)",
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count)
        INSERT INTO fill SELECT lower(hex(randomblob(8))), hex(randomblob(32)) FROM n
        """,
        Copy("WorkflowInstances", "Id", "fill.id"),
        Copy("WorkflowBursts", "InstanceId", "fill.id"),
        Copy("WorkflowBookmarks", "InstanceId", "fill.id", "Id", "fill.id", "Hash", "fill.hash"),
        "DROP TABLE fill",
    ];

    public static void Add(SqliteConnection connection, int count)
    {
        if (count <= 0)
        {
            return;
        }

        var model = (string)Sql.Rows(connection, "SELECT InstanceId FROM WorkflowBookmarks LIMIT 1")[0]["InstanceId"];
        using var transaction = connection.BeginTransaction();
        foreach (var statement in Fill)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Complete(connection, statement);
            command.Parameters.AddWithValue("$count", count);
            command.Parameters.AddWithValue("$model", model);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static string Copy(string table, string instanceColumn, params string[] replaced) =>
        string.Create(CultureInfo.InvariantCulture, $"COPY {table} {instanceColumn} {string.Join(' ', replaced)}");

    /// <summary>COPY TABLE INSTANCECOLUMN SOURCE [COLUMN SOURCE]… becomes an INSERT … SELECT over all columns of the table.</summary>
    private static string Complete(SqliteConnection connection, string statement)
    {
        if (!statement.StartsWith("COPY ", StringComparison.Ordinal))
        {
            return statement;
        }

        var words = statement.Split(' ');
        var replaced = words.Skip(2).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        var columns = Sql.Rows(connection, $"PRAGMA table_info(\"{words[1]}\")").ConvertAll(c => (string)c["name"]);
        var values = columns.Select(c => replaced.GetValueOrDefault(c, $"m.\"{c}\""));
        return $"INSERT INTO {words[1]} SELECT {string.Join(", ", values)} FROM fill, {words[1]} m WHERE m.{words[2]} = $model";
    }
}
