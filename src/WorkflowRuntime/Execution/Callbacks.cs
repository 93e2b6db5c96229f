using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using WorkflowRuntime.Activities;

namespace WorkflowRuntime.Execution;

/// <summary>Called when a scheduled child has completed. Use a named method of the activity class: the name is saved with the instance.</summary>
public delegate ValueTask ChildCompleted(ActivityCompletedContext completed);

/// <summary>Called when a bookmark is resumed. Use a named method of the activity class: the name is saved with the instance.</summary>
public delegate ValueTask BookmarkResumed(ActivityExecutionContext context);

/// <summary>What a completion callback is told.</summary>
/// <param name="Owner">The context that scheduled the child.</param>
/// <param name="Child">The child; the owner itself when nothing was scheduled because there is no child.</param>
/// <param name="Outcomes">How the child left.</param>
public sealed record ActivityCompletedContext(ActivityExecutionContext Owner, ActivityExecutionContext Child, Outcomes Outcomes);

/// <summary>Names of callbacks and back: each activity of a graph keeps the delegates that its saved instances asked for.</summary>
internal static class Callbacks
{
    private static readonly ConditionalWeakTable<Activity, ConcurrentDictionary<string, Delegate>> Bound = [];

    /// <summary>While we develop: a wrong callback is found where it is given, not where an instance with it is saved.</summary>
    [System.Diagnostics.Conditional("DEBUG")]
    public static void Check(Delegate callback) => NameOf(callback);

    public static string NameOf(Delegate callback)
    {
        var method = callback.Method;
        if (method.Name.StartsWith('<') || method.IsDefined(typeof(CompilerGeneratedAttribute)))
            throw new ArgumentException("A callback must be a named method of the activity class: its name is saved with the instance.", nameof(callback));
        return method.Name;
    }

    public static T Find<T>(Activity activity, string name)
        where T : Delegate =>
        (T)Bound.GetOrCreateValue(activity).GetOrAdd(name, static (name, activity) => Bind<T>(activity, name), activity);

    private static T Bind<T>(Activity activity, string name)
        where T : Delegate
    {
        var method = FindMethod(activity.GetType(), name);
        return method.IsStatic ? method.CreateDelegate<T>() : method.CreateDelegate<T>(activity);
    }

    private static MethodInfo FindMethod(Type type, string name)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMethod(name, BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is { } method)
                return method;
        }

        throw new InvalidOperationException($"{type} has no method {name}, which a saved instance wants to go on with.");
    }
}
