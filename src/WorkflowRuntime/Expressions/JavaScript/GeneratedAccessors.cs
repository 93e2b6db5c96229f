using Jint.Native;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>
/// The functions that Elsa makes from names: <c>getX()</c> and <c>setX(value)</c> of variables, <c>getX()</c> of workflow
/// inputs and host arguments, <c>getXFromY()</c> of activity outputs.
/// </summary>
internal sealed class GeneratedAccessors(ScriptContext context)
{
    private readonly IExpressionScope _scope = context.Scope;

    public bool TryFind(string name, out JsValue? accessor)
    {
        accessor = null;
        if (name.Length < 4 || name[1] != 'e' || name[2] != 't')
            return false;
        accessor = name[0] switch
        {
            'g' => FindGetter(name),
            's' => FindSetter(name),
            _ => null,
        };
        return accessor is not null;
    }

    public IEnumerable<(string Name, JsValue Accessor)> All()
    {
        foreach (var output in _scope.ActivityOutputs)
            yield return (NameOf(output), OutputGetter(output));
        if (!_scope.InsideComposite)
            foreach (var input in _scope.InputNames)
                yield return ("get" + Pascal(input), InputGetter(input));
        foreach (var variable in _scope.VariableNames)
        {
            yield return ("get" + Pascal(variable), VariableGetter(variable));
            yield return ("set" + Pascal(variable), VariableSetter(variable));
        }
        foreach (var (argument, value) in _scope.Arguments)
            yield return ("get" + Pascal(argument), ArgumentGetter(argument, value));
    }

    /// <summary>The name as Elsa spells it in accessors: <c>unit_name</c> and <c>unit name</c> become <c>UnitName</c>.</summary>
    public static string Pascal(string name)
    {
        if (name.Length > 0 && !char.IsAsciiLetterLower(name[0]) && name.AsSpan().IndexOfAny(' ', '_', '-') < 0)
            return name;
        var result = new System.Text.StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var start = i;
            while (i < name.Length && name[i] is ' ' or '_' or '-')
                i++;
            if (i < name.Length && char.IsAsciiLetter(name[i]) && (i > start || start == 0))
                result.Append(char.ToUpperInvariant(name[i]));
            else
                result.Append(name.AsSpan(start, Math.Min(i + 1, name.Length) - start));
        }
        return result.ToString();
    }

    private JsValue? FindGetter(string name)
    {
        var rest = name.AsSpan(3);
        foreach (var (argument, value) in _scope.Arguments)
            if (rest.SequenceEqual(Pascal(argument)))
                return ArgumentGetter(argument, value);
        foreach (var variable in _scope.VariableNames)
            if (rest.SequenceEqual(Pascal(variable)))
                return VariableGetter(variable);
        if (!_scope.InsideComposite)
            foreach (var input in _scope.InputNames)
                if (rest.SequenceEqual(input) || rest.SequenceEqual(Pascal(input)))
                    return InputGetter(input);
        if (name.Contains("From", StringComparison.Ordinal))
            foreach (var output in _scope.ActivityOutputs)
                if (NameOf(output) == name)
                    return OutputGetter(output);
        return null;
    }

    private JsValue? FindSetter(string name)
    {
        foreach (var variable in _scope.VariableNames)
            if (name.AsSpan(3).SequenceEqual(Pascal(variable)))
                return VariableSetter(variable);
        return null;
    }

    private static string NameOf(ActivityOutputName output) => $"get{Pascal(output.OutputName)}From{Pascal(output.AccessorName)}";

    private JsValue VariableGetter(string variable) => Function("get" + variable, (c, _) => c.GetVariable(variable));

    private JsValue VariableSetter(string variable) => Function("set" + variable, (c, arguments) =>
    {
        c.SetVariable(variable, arguments.Length > 0 ? arguments[0] : JsValue.Undefined);
        return JsValue.Null;
    });

    private JsValue InputGetter(string input) => Function("get" + input, (c, _) => c.ToScript(c.Scope.TryGetInput(input, out var value) ? value : null));

    private JsValue ArgumentGetter(string argument, object? value) => Function("get" + argument, (c, _) => c.ToScript(value));

    private JsValue OutputGetter(ActivityOutputName output) =>
        Function(NameOf(output), (c, _) => c.ToScript(c.Scope.GetOutputFrom(output.ActivityKey, output.OutputName)));

    private JsValue Function(string name, ScriptFunction function) => ScriptGlobals.Function(context, name, function, 0);
}
