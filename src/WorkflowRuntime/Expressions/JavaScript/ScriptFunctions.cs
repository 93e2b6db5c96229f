using System.Text;
using Jint;
using Jint.Native;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>What a global function does with its arguments.</summary>
internal delegate JsValue ScriptFunction(ScriptContext context, JsValue[] arguments);

/// <summary>Elsa's global functions.</summary>
internal static class ScriptFunctions
{
    private static readonly Dictionary<string, (ScriptFunction Function, int Length)> Functions = new(StringComparer.Ordinal)
    {
        ["getWorkflowDefinitionId"] = ((c, _) => c.ToScript(c.Scope.DefinitionId), 0),
        ["getWorkflowDefinitionVersionId"] = ((c, _) => c.ToScript(c.Scope.DefinitionVersionId), 0),
        ["getWorkflowDefinitionVersion"] = ((c, _) => c.ToScript(c.Scope.DefinitionVersion), 0),
        ["getWorkflowInstanceId"] = ((c, _) => c.ToScript(c.Scope.InstanceId), 0),
        ["getCorrelationId"] = ((c, _) => c.ToScript(c.Scope.CorrelationId), 0),
        ["setCorrelationId"] = (SetCorrelationId, 1),
        ["getWorkflowInstanceName"] = ((c, _) => c.ToScript(c.Scope.InstanceName), 0),
        ["setWorkflowInstanceName"] = (SetInstanceName, 1),
        ["getVariable"] = ((c, a) => c.GetVariable(Text(a, 0) ?? ""), 1),
        ["setVariable"] = (SetVariable, 2),
        ["getInput"] = ((c, a) => c.ToScript(c.Scope.TryGetInput(Needed(a, 0), out var value) ? value : null), 1),
        ["getOutputFrom"] = ((c, a) => c.ToScript(c.Scope.GetOutputFrom(Text(a, 0) ?? "", Text(a, 1))), 2),
        ["getLastResult"] = ((c, _) => c.ToScript(c.Scope.LastResult), 0),
        ["isNullOrWhiteSpace"] = ((_, a) => Flag(string.IsNullOrWhiteSpace(Text(a, 0))), 1),
        ["isNullOrEmpty"] = ((_, a) => Flag(string.IsNullOrEmpty(Text(a, 0))), 1),
        ["toJson"] = ((c, a) => JsString.Create(ValueJson.WritePlain(c.ToClr(At(a, 0)))), 1),
        ["parseGuid"] = ((c, a) => c.ToScript(Guid.Parse(Text(a, 0) ?? "")), 1),
        ["newGuid"] = ((c, _) => c.ToScript(Guid.NewGuid()), 0),
        ["newGuidString"] = (NewGuidString, 0),
        ["getGuidString"] = (NewGuidString, 0),
        ["newShortGuid"] = (NewShortGuid, 0),
        ["getShortGuid"] = (NewShortGuid, 0),
        ["bytesToString"] = ((c, a) => JsString.Create(Encoding.UTF8.GetString(Bytes(c, a))), 1),
        ["bytesFromString"] = ((c, a) => c.ToScript(Encoding.UTF8.GetBytes(Needed(a, 0))), 1),
        ["bytesToBase64"] = ((c, a) => JsString.Create(Convert.ToBase64String(Bytes(c, a))), 1),
        ["bytesFromBase64"] = ((c, a) => c.ToScript(Convert.FromBase64String(Needed(a, 0))), 1),
        ["stringToBase64"] = ((_, a) => JsString.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes(Needed(a, 0)))), 1),
        ["stringFromBase64"] = ((_, a) => JsString.Create(Encoding.UTF8.GetString(Convert.FromBase64String(Needed(a, 0)))), 1),
        ["streamToBytes"] = ((c, a) => c.ToScript(ReadStream(c, a)), 1),
        ["streamToBase64"] = ((c, a) => JsString.Create(Convert.ToBase64String(ReadStream(c, a))), 1),
        ["setOutcome"] = ((c, a) => SetOutcomes(c, [Text(a, 0) ?? ""]), 1),
        ["setOutcomes"] = ((c, a) => SetOutcomes(c, ValueConverter.Convert<string[]>(c.ToClr(At(a, 0))) ?? []), 1),
        ["getConfig"] = ((c, a) => c.ToScript(c.Options.ConfigurationReader!(Text(a, 0) ?? "")), 1),
    };

    public static IEnumerable<string> Names => Functions.Keys;

    public static bool TryMake(ScriptContext context, string name, out JsValue? function)
    {
        function = null;
        if (!Functions.TryGetValue(name, out var known) || !IsOffered(context, name))
            return false;
        function = ScriptGlobals.Function(context, name, known.Function, known.Length);
        return true;
    }

    // Outcomes belong to RunJavaScript alone, configuration to hosts that hand it out.
    private static bool IsOffered(ScriptContext context, string name) => name switch
    {
        "setOutcome" or "setOutcomes" => context.Scope.Outcomes is not null,
        "getConfig" => context.Options.ConfigurationReader is not null,
        _ => true,
    };

    private static JsValue At(JsValue[] arguments, int index) => index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static string? Text(JsValue[] arguments, int index) =>
        At(arguments, index) is var value && (value.IsNull() || value.IsUndefined()) ? null
            : value.IsObject() ? Jint.Runtime.TypeConverter.ToString(value) : value.ToString();

    private static string Needed(JsValue[] arguments, int index) => Text(arguments, index) ?? throw new ArgumentException($"Argument {index + 1} is missing.");

    private static JsBoolean Flag(bool value) => value ? JsBoolean.True : JsBoolean.False;

    private static JsValue SetCorrelationId(ScriptContext context, JsValue[] arguments)
    {
        context.Scope.CorrelationId = Text(arguments, 0);
        return JsValue.Null;
    }

    private static JsValue SetInstanceName(ScriptContext context, JsValue[] arguments)
    {
        context.Scope.InstanceName = Text(arguments, 0);
        return JsValue.Null;
    }

    private static JsValue SetVariable(ScriptContext context, JsValue[] arguments)
    {
        context.SetVariable(Needed(arguments, 0), At(arguments, 1));
        return JsValue.Null;
    }

    private static JsValue SetOutcomes(ScriptContext context, string[] outcomes)
    {
        context.Scope.Outcomes!.SetOutcomes(outcomes);
        return JsValue.Null;
    }

    private static JsString NewGuidString(ScriptContext context, JsValue[] arguments) => JsString.Create(Guid.NewGuid().ToString());

    // 22 characters that need no escaping in a URL.
    private static JsString NewShortGuid(ScriptContext context, JsValue[] arguments) =>
        JsString.Create(Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    private static byte[] Bytes(ScriptContext context, JsValue[] arguments) => context.ToClr(At(arguments, 0)) switch
    {
        null => [],
        byte[] bytes => bytes,
        string => throw new ArgumentException("A text is no bytes."),
        var other => ValueConverter.Convert<byte[]>(other) ?? [],
    };

    private static byte[] ReadStream(ScriptContext context, JsValue[] arguments)
    {
        if (context.ToClr(At(arguments, 0)) is not Stream stream)
            throw new ArgumentException("The value is no stream.");
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            if (buffer.Length + read > context.Options.MemoryLimitBytes)
                throw new ArgumentException("The stream is too long for a script.");
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }
}
