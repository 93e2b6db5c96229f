using Npgsql;

namespace PetitionWorkflow.TestKit;

/// <summary>
/// A PostgreSQL server for tests, named by the environment variable <c>PETITION_TEST_POSTGRES</c> (a connection string whose user
/// may create databases). Each service gets a database of its own.
/// </summary>
public static class PostgresServer
{
    public const string Variable = "PETITION_TEST_POSTGRES";

    public static bool IsAvailable => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));

    public static string NewDatabase()
    {
        var server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set.");
        var name = "petition_test_" + Guid.NewGuid().ToString("N");
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ToString();
    }
}
