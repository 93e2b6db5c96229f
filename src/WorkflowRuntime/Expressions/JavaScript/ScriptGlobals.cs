using Jint;
using Jint.Native;
using Jint.Runtime.Interop;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>
/// Puts Elsa's names into an engine, but only those that the script mentions: an engine then costs microseconds. A script
/// that reaches the global object gets all of them.
/// </summary>
internal static class ScriptGlobals
{
    private const string VariablesName = "variables";

    public static void Bind(ScriptContext context)
    {
        if (context.Script.Traits.HasFlag(ScriptTraits.ReachesGlobalObject))
        {
            BindAll(context);
            return;
        }
        GeneratedAccessors? accessors = null;
        foreach (var name in context.Script.Globals)
        {
            if (Find(context, name) is { } value || (accessors ??= new(context)).TryFind(name, out value!))
                context.Engine.SetValue(name, value);
        }
    }

    private static void BindAll(ScriptContext context)
    {
        foreach (var (name, accessor) in new GeneratedAccessors(context).All())
            context.Engine.SetValue(name, accessor);
        foreach (var name in ScriptFunctions.Names.Concat(ScriptTypes.Names).Append(VariablesName))
            if (Find(context, name) is { } value)
                context.Engine.SetValue(name, value);
    }

    private static JsValue? Find(ScriptContext context, string name)
    {
        if (name == VariablesName)
            return context.Variables();
        return ScriptFunctions.TryMake(context, name, out var function) ? function : ScriptTypes.Find(context, name);
    }

    /// <summary>A function of the script's world that runs ours.</summary>
    public static ClrFunction Function(ScriptContext context, string name, ScriptFunction function, int length) =>
        new(context.Engine, name, (_, arguments) => function(context, arguments), length);
}
