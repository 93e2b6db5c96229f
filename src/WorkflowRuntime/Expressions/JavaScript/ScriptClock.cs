using System.Globalization;
using Jint.Runtime;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary><c>new Date()</c> and <c>Date.now()</c> follow the host's clock. Scripts run in UTC, whatever the machine's zone.</summary>
internal sealed class ScriptClock(TimeProvider time) : ITimeSystem
{
    private readonly DefaultTimeSystem _rules = new(TimeZoneInfo.Utc, CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public bool TryParse(string date, out long epochMilliseconds) => _rules.TryParse(date, out epochMilliseconds);

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
}
