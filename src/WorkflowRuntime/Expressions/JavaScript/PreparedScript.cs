using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>A parsed script and what its text tells: which globals it needs bound, and whether it can do harm.</summary>
internal sealed partial class PreparedScript
{
    private static readonly ScriptPreparationOptions Preparation = new()
    {
        ParsingOptions = ScriptParsingOptions.Default with { AllowReturnOutsideFunction = true },
        CollectReferencedGlobals = true,
    };

    private PreparedScript(Prepared<Script> prepared, IReadOnlyList<string> globals, ScriptTraits traits, IReadOnlyList<string> variables)
    {
        Prepared = prepared;
        Globals = globals;
        Traits = traits;
        Variables = variables;
    }

    public Prepared<Script> Prepared { get; }

    /// <summary>The names that the script expects from outside.</summary>
    public IReadOnlyList<string> Globals { get; }

    public ScriptTraits Traits { get; }

    /// <summary>The names that the text mentions as <c>variables.X</c>.</summary>
    public IReadOnlyList<string> Variables { get; }

    public static PreparedScript Prepare(string text)
    {
        var prepared = Engine.PrepareScript(text, null, false, Preparation);
        var traits = ScriptTraitsReader.Read(prepared.Program!);
        var globals = new List<string>();
        foreach (var name in prepared.ReferencedGlobals!)
            globals.Add(name);
        if (globals.Contains("globalThis"))
            traits |= ScriptTraits.ReachesGlobalObject;
        if (traits.HasFlag(ScriptTraits.Multiplies) && (traits.HasFlag(ScriptTraits.HasBigIntegers) || globals.Exists(name => ScriptGuards.BigIntegerMakers.Contains(name))))
            throw ScriptErrors.BigIntegersGrow();
        return new PreparedScript(prepared, globals, traits, VariableNamesIn(text));
    }

    // Elsa finds the names by text, comments included, and leaves out names that are not letters and digits.
    private static string[] VariableNamesIn(string text) =>
        [.. VariableName().Matches(text).Select(match => match.Groups[1].Value).Where(name => name.All(char.IsLetterOrDigit)).Distinct()];

    [GeneratedRegex(@"\bvariables\s*\??\.\s*(\w+)")]
    private static partial Regex VariableName();
}
