using System.Globalization;
using Npgsql;
using PetitionWorkflow.TestKit;

namespace PetitionWorkflow.EndToEndTests.Crashes;

/// <summary>A database on a real PostgreSQL server that several programs share, looked at and prepared without their help.</summary>
internal sealed class SharedDatabase : IDisposable
{
    private readonly string _connection = PostgresServer.NewDatabase();

    /// <summary>As the programs are told it: with a pool, as in an office.</summary>
    public string ForPrograms => new NpgsqlConnectionStringBuilder(_connection) { Pooling = true, MaxPoolSize = 30 }.ToString();

    public List<object[]> Query(string sql)
    {
        using var connection = new NpgsqlConnection(_connection);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public long Number(string sql) => Convert.ToInt64(Query(sql)[0][0], CultureInfo.InvariantCulture);

    /// <summary>What the clocks of programs that start from now on are ahead by.</summary>
    public void SetAhead(TimeSpan ahead) => Query($"""
        INSERT INTO "ServiceSettings" ("Name", "Value") VALUES ('demo-clock-ahead', '{ahead:c}') ON CONFLICT ("Name") DO UPDATE SET "Value" = excluded."Value"
        """);

    public void Dispose() => PostgresServer.Drop(_connection);
}
