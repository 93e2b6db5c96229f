using System.Globalization;
using System.Reflection;
using Jint;
using Jint.Constraints;
using Jint.Runtime.Interop;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>Makes engines: all from one set of options, which holds the limits and the list of .NET types within reach.</summary>
internal sealed class ScriptEngines
{
    /// <summary>The .NET types whose members scripts may use. Everything else that gets in is a closed box.</summary>
    private static readonly HashSet<Type> OpenTypes =
        [typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Guid), typeof(Random), typeof(DateOnly), typeof(TimeOnly)];

    private readonly Options _options;

    public ScriptEngines(ExpressionOptions limits, TimeProvider time)
    {
        _options = new Options
        {
            Culture = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            TimeSystem = new ScriptClock(time),
            AgentCanSuspend = false,
        };
        _options.Host.StringCompilationAllowed = false;
        _options.Constraints.MaxRecursionDepth = limits.RecursionLimit;
        _options.Constraints.StackOverflowGuard = true;
        _options.Constraints.MaxArraySize = limits.ArrayLimit;
        _options.Constraints.RegexTimeout = limits.RegexTimeLimit;
        _options.Json.MaxParseDepth = ValueJson.MaxDepth;
        _options.MaxStatements(limits.StatementLimit);
        _options.LimitMemory(limits.MemoryLimitBytes);
        _options.Constraint(() => new OperationDeadlineConstraint());
        _options.Interop.AllowWrite = false;
        _options.Interop.EnumConversion = EnumConversionMode.String;
        _options.Interop.TypeResolver = new TypeResolver { MemberFilter = IsOpen };
    }

    public Engine Create(PreparedScript script)
    {
        var engine = new Engine(_options);
        ScriptGuards.Install(engine, script);
        return engine;
    }

    /// <summary>Starts the one budget of time that covers the script and everything that its values still run.</summary>
    public static void Begin(Engine engine, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        engine.Constraints.Find<OperationDeadlineConstraint>()!.Begin(timeLimit, cancellationToken);

    private static bool IsOpen(MemberInfo member) =>
        member.DeclaringType is { } owner && OpenTypes.Contains(owner)
        && !(owner == typeof(DateTime) || owner == typeof(DateTimeOffset)) | member.Name is not ("Now" or "UtcNow" or "Today");
}
