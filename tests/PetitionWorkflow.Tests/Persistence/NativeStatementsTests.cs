using Microsoft.Data.Sqlite;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Tests.Persistence;

/// <summary>A row that was written past Microsoft.Data.Sqlite is the row that it would have written itself.</summary>
public sealed class NativeStatementsTests : IDisposable
{
    private const string Insert = "INSERT INTO Kept (Value) VALUES (@p0)";

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public NativeStatementsTests()
    {
        _connection.Open();
        Run("CREATE TABLE Kept (Id INTEGER PRIMARY KEY, Value, UNIQUE (Value))");
    }

    public static TheoryData<object> Values =>
    [
        DBNull.Value, "", "信訪", "信" + new string('訪', 5_000), "a\0b", Array.Empty<byte>(), new byte[] { 0, 1, 255 },
        0, -7, int.MaxValue, long.MinValue, true, false,
        new DateTime(2026, 2, 16, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 2, 16, 8, 5, 9, 120, DateTimeKind.Utc).AddTicks(3),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void Execute_StoresEveryValueAsTheLibraryDoes(object value)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT typeof(@p0), hex(@p0), @p0 IS NULL";
        command.Parameters.AddWithValue("@p0", value);
        var expected = ReadOne(command);

        Assert.Equal(1, NativeStatements.Of(_connection).Execute(Insert, value));

        using var stored = _connection.CreateCommand();
        stored.CommandText = "SELECT typeof(Value), hex(Value), Value IS NULL FROM Kept";
        Assert.Equal(expected, ReadOne(stored));
    }

    [Fact]
    public void Execute_OfARowThatBreaksARule_IsTheLibrarysError_AndTheStatementServesOn()
    {
        var statements = NativeStatements.Of(_connection);
        statements.Execute(Insert, "once");

        var refused = Assert.Throws<SqliteException>(() => statements.Execute(Insert, "once"));

        Assert.Equal(19, refused.SqliteErrorCode);
        Assert.Equal(1, statements.Execute(Insert, "twice"));
    }

    [Fact]
    public void Execute_AfterTheConnectionWasOpenedAnew_CompilesAnew()
    {
        NativeStatements.Of(_connection).Execute(Insert, 1);
        _connection.Close();
        _connection.Open();
        Run("CREATE TABLE Kept (Id INTEGER PRIMARY KEY, Value)");

        Assert.Equal(1, NativeStatements.Of(_connection).Execute(Insert, 1));
    }

    [Fact]
    public void Execute_OfAValueWithoutAFormInARow_SaysWhich() =>
        Assert.Contains("Guid", Assert.Throws<InvalidOperationException>(() => NativeStatements.Of(_connection).Execute(Insert, Guid.Empty)).Message, StringComparison.Ordinal);

    public void Dispose() => _connection.Dispose();

    private static (string Type, string Hex, bool IsNull) ReadOne(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return (reader.GetString(0), reader.GetString(1), reader.GetBoolean(2));
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
