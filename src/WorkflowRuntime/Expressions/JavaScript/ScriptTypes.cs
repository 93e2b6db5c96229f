using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>The .NET types that Elsa lets scripts name.</summary>
internal static class ScriptTypes
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["DateTime"] = typeof(DateTime), ["DateTimeOffset"] = typeof(DateTimeOffset), ["TimeSpan"] = typeof(TimeSpan), ["Guid"] = typeof(Guid),
        ["Random"] = typeof(Random),
    };

    private static readonly string[] LogPersistenceModes = ["Inherit", "Include", "Exclude"];

    public static IEnumerable<string> Names => Types.Keys.Append("LogPersistenceMode");

    public static JsValue? Find(ScriptContext context, string name)
    {
        if (name == "LogPersistenceMode")
            return context.ToScript(LogPersistenceModes.ToDictionary(mode => mode, mode => (object?)mode));
        if (!Types.TryGetValue(name, out var type))
            return null;
        var reference = TypeReference.CreateTypeReference(context.Engine, type);
        return type == typeof(DateTime) || type == typeof(DateTimeOffset)
            ? context.Engine.Advanced.CreateProxy(reference, new DateTypeHandler(context))
            : reference;
    }

    /// <summary>
    /// The date types: their clock is the service's, which a demo can advance, and what they construct is a Date (Jint gives
    /// it the prototype of the .NET type, which has none of Date's methods).
    /// </summary>
    private sealed class DateTypeHandler(ScriptContext context) : ProxyHandler
    {
        public override JsValue Get(ObjectInstance target, JsValue property, JsValue receiver)
        {
            var now = context.Time.GetUtcNow();
            return property.ToString() switch
            {
                "Now" or "UtcNow" => context.ToScript(now),
                "Today" => context.ToScript(now.UtcDateTime.Date),
                _ => target.Get(property),
            };
        }

        public override ObjectInstance Construct(ObjectInstance target, JsValue[] arguments, JsValue newTarget)
        {
            var made = context.Engine.Construct(target, arguments);
            return made is JsDate date ? new JsDate(context.Engine, date.ToDateTime()) : made;
        }
    }
}
