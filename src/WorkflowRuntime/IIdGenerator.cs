using System.Globalization;
using System.Security.Cryptography;

namespace WorkflowRuntime;

/// <summary>Gives short ids: 16 lower-case hex digits, as Elsa's.</summary>
public interface IIdGenerator
{
    string NewId();
}

/// <summary>
/// Ids in the order in which they were given: a quarter of a millisecond in 42 bits, then 18 bits that this generator drew for itself.
/// Ids are row keys; random ones would touch an index at another page with every row. They do not repeat between nodes, and when two
/// nodes ever drew the same bits and the same moment, the database refuses the second row and its unit runs again.
/// </summary>
public sealed class OrderedIdGenerator(TimeProvider time) : IIdGenerator
{
    private const int NodeBits = 18;
    private const long TicksPerStep = TimeSpan.TicksPerMillisecond / 4;

    /// <summary>Never all digits: a reader of logs and the designer take such a text for a number.</summary>
    private const ulong FirstDigit = 0xA000_0000_0000_0000;

    private static readonly DateTime Beginning = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly uint _node = (uint)RandomNumberGenerator.GetInt32(1 << NodeBits);
    private long _last;

    public string NewId() => (FirstDigit + ((ulong)NextStep() << NodeBits) + _node).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Goes ahead of a clock that stands still or is put back.</summary>
    private long NextStep()
    {
        var now = (time.GetUtcNow().UtcDateTime - Beginning).Ticks / TicksPerStep;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }
}
