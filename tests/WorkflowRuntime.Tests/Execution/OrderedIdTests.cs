using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace WorkflowRuntime.Tests.Execution;

/// <summary>Ids are the keys of rows: each is given once, and they rise as they are given.</summary>
public sealed class OrderedIdTests
{
    [Fact]
    public void Ids_RiseInTheOrderInWhichTheyWereGiven_AlsoAcrossMoments()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var ids = new OrderedIdGenerator(time);
        var given = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            given.Add(ids.NewId());
            given.Add(ids.NewId());
            time.Advance(TimeSpan.FromMilliseconds(i));
        }

        Assert.Equal(given.Order(StringComparer.Ordinal), given);
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.All(given, id => Assert.True(char.IsAsciiLetter(id[0]), "An id of digits only is taken for a number: " + id));
    }

    [Fact]
    public void Ids_AfterTheClockWasPutBack_AreStillNewAndHigher()
    {
        var now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        var clock = new Movable { Now = now };
        var ids = new OrderedIdGenerator(clock);
        var before = ids.NewId();
        clock.Now = now.AddDays(-1);

        Assert.True(string.CompareOrdinal(before, ids.NewId()) < 0);
    }

    [Fact]
    public void Ids_OfManyCallersAtOneMoment_AreAllDifferent()
    {
        var ids = new OrderedIdGenerator(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)));
        var given = new ConcurrentBag<string>();
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                given.Add(ids.NewId());
            }
        });

        Assert.Equal(16_000, given.Distinct(StringComparer.Ordinal).Count());
    }

    private sealed class Movable : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
