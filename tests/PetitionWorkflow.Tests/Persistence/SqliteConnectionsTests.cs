using Microsoft.Data.Sqlite;
using PetitionWorkflow.Persistence;

namespace PetitionWorkflow.Tests.Persistence;

public sealed class SqliteConnectionsTests : IDisposable
{
    private readonly SqliteConnections _all = new();

    [Fact]
    public void Exchange_LendsTheConnectionThatWroteLast_AndTakesTheOtherBack()
    {
        var (reader, writer) = (new SqliteConnection(), new SqliteConnection());
        Pass(writer);

        Assert.Same(writer, _all.Exchange(reader));
        Assert.Same(reader, _all.Take());
    }

    [Fact]
    public void Exchange_WhileTheWarmOneIsLent_LeavesEverybodyTheirs()
    {
        var (reader, writer) = (new SqliteConnection(), new SqliteConnection());
        Pass(writer);
        Assert.Same(writer, _all.Exchange(null));

        Assert.Same(reader, _all.Exchange(reader));
        Assert.Null(_all.Take());
    }

    [Fact]
    public void Take_LeavesTheWarmOneToWriters_AsLongAsAnotherRests()
    {
        var (reader, writer) = (new SqliteConnection(), new SqliteConnection());
        Pass(writer);
        _all.GiveBack(reader);

        Assert.Same(reader, _all.Take());
        Assert.Same(writer, _all.Take());
    }

    [Fact]
    public void Wrote_ByAnotherConnection_MakesThatTheWarmOne()
    {
        var (first, second) = (new SqliteConnection(), new SqliteConnection());
        Pass(first);
        Pass(second);

        Assert.Same(second, _all.Exchange(null));
        Assert.Same(first, _all.Take());
    }

    public void Dispose() => _all.Dispose();

    private void Pass(SqliteConnection writer)
    {
        _all.Wrote(writer);
        _all.GiveBack(writer);
    }
}
