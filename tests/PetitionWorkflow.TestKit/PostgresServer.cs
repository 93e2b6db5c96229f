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

    private static string Server =>
        Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} is not set.");

    /// <returns>The connection string of an empty database, or of a copy of a template.</returns>
    public static string NewDatabase(string? template = null)
    {
        var name = "petition_test_" + Guid.NewGuid().ToString("N");
        Execute(template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = false }.ToString();
    }

    public static void Drop(string connectionString) =>
        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
