using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>One evaluation: the engine, the scope, and the objects that the script got and may have changed.</summary>
internal sealed class ScriptContext(Engine engine, PreparedScript script, IExpressionScope scope, ExpressionOptions options, TimeProvider time)
{
    private readonly ValueToScript _toScript = new(engine, script);
    private readonly List<(string Name, JsValue Given)> _given = [];
    private ValueFromScript? _fromScript;
    private Dictionary<string, JsValue>? _known;
    private JsObject? _variables;

    public Engine Engine => engine;

    public PreparedScript Script => script;

    public IExpressionScope Scope => scope;

    public ExpressionOptions Options => options;

    public TimeProvider Time => time;

    public JsValue ToScript(object? value) => _toScript.Convert(value);

    public object? ToClr(JsValue value) => (_fromScript ??= new(options.ArrayLimit, _toScript)).Convert(value);

    /// <summary>
    /// A variable by name, null when there is none. A script that asks again gets the same object or array, with what it did to it; changes to
    /// an object stay, as in Elsa.
    /// </summary>
    public JsValue GetVariable(string name)
    {
        if (_known is not null && _known.TryGetValue(name, out var known))
            return known;
        if (!scope.TryGetVariable(name, out var value) || value is null)
            return JsValue.Null;
        var converted = ToScript(value);
        if (converted is ObjectInstance)
            (_known ??= new(StringComparer.Ordinal))[name] = converted;
        if (converted is JsObject && script.Traits.HasFlag(ScriptTraits.WritesMembers))
            _given.Add((name, converted));
        return converted;
    }

    public void SetVariable(string name, JsValue value)
    {
        _given.RemoveAll(given => given.Name == name);
        _known?.Remove(name);
        scope.SetVariable(name, ToClr(value));
    }

    /// <summary>The object <c>variables</c>, holding the names that the script's text mentions.</summary>
    public JsObject Variables()
    {
        if (_variables is not null)
            return _variables;
        _variables = new JsObject(engine);
        foreach (var name in script.Variables)
        {
            if (!scope.TryGetVariable(name, out var value))
                continue;
            var converted = ToScript(value);
            _variables.Set(name, converted);
            _initial[name] = converted;
        }
        return _variables;
    }

    private readonly Dictionary<string, JsValue> _initial = new(StringComparer.Ordinal);

    /// <summary>
    /// Puts back what the script did to objects it was given and to the members of <c>variables</c>. A null member changes
    /// nothing, as in Elsa, and neither does a scalar that is still what it was.
    /// </summary>
    public void WriteBack()
    {
        foreach (var (name, given) in _given)
            WriteIfChanged(name, given);
        if (_variables is null)
            return;
        foreach (var key in _variables.GetOwnPropertyKeys(Jint.Runtime.Types.String))
        {
            var name = key.ToString();
            var value = _variables.Get(key);
            if (value.IsNull() || value.IsUndefined() || scope.InputNames.Contains(name))
                continue;
            if (!_initial.TryGetValue(name, out var initial) || !ReferenceEquals(initial, value) && !(initial.IsPrimitive() && initial.Equals(value)))
                scope.SetVariable(name, ToClr(value));
            else if (value is ObjectInstance && script.Traits.HasFlag(ScriptTraits.WritesMembers))
                WriteIfChanged(name, value);
        }
    }

    private void WriteIfChanged(string name, JsValue given)
    {
        var value = ToClr(given);
        if (!scope.TryGetVariable(name, out var current) || !ValueEquality.AreEqual(current, value))
            scope.SetVariable(name, value);
    }
}
