using Acornima.Ast;

namespace WorkflowRuntime.Expressions.JavaScript;

/// <summary>What a script's syntax allows it to do.</summary>
[Flags]
internal enum ScriptTraits
{
    None = 0,

    /// <summary>It may write to members of objects that it was given.</summary>
    WritesMembers = 1,

    /// <summary>It has a loop or a function, so it can repeat itself.</summary>
    Repeats = 2,

    /// <summary>It may call a method that makes long strings or nests iterators.</summary>
    CallsAmplifiers = 4,

    /// <summary>It may reach the global object by <c>this</c> or <c>globalThis</c>, and so names that its text does not show.</summary>
    ReachesGlobalObject = 8,

    /// <summary>It uses Object, Reflect or Proxy, and so may reach members without naming them.</summary>
    Reflects = 16,

    /// <summary>It has a literal like <c>10n</c>.</summary>
    HasBigIntegers = 32,
}

/// <summary>Reads the traits off the syntax tree.</summary>
internal static class ScriptTraitsReader
{
    private static readonly HashSet<string> Amplifiers = new(StringComparer.Ordinal)
    {
        "repeat", "padStart", "padEnd", "map", "filter", "take", "drop", "flatMap", "concat", "replaceAll", "replace",
    };

    private static readonly HashSet<string> Writers = new(StringComparer.Ordinal)
    {
        "push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin", "set", "add", "delete", "clear",
        "assign", "defineProperty", "defineProperties", "setPrototypeOf",
    };

    public static ScriptTraits Read(Node root)
    {
        var traits = ScriptTraits.None;
        var pending = new Stack<Node>();
        pending.Push(root);
        while (pending.TryPop(out var node))
        {
            traits |= Of(node);
            foreach (var child in node.ChildNodes)
                pending.Push(child);
        }
        return traits;
    }

    private static ScriptTraits Of(Node node) => node switch
    {
        ForStatement or ForInStatement or ForOfStatement or WhileStatement or DoWhileStatement or IFunction => ScriptTraits.Repeats,
        BigIntLiteral => ScriptTraits.HasBigIntegers,
        ThisExpression => ScriptTraits.ReachesGlobalObject,
        AssignmentExpression { Left: not Identifier } or UpdateExpression { Argument: not Identifier } => ScriptTraits.WritesMembers,
        UnaryExpression { Operator: Acornima.Operator.Delete } => ScriptTraits.WritesMembers,
        MemberExpression { Computed: false, Property: Identifier name } => OfMember(name.Name),
        MemberExpression { Computed: true, Property: StringLiteral name } => OfMember(name.Value),
        MemberExpression { Computed: true, Property: not NumericLiteral } => OfUnknownMember,
        Property { Computed: true } or SpreadElement => OfUnknownMember,
        Property { Key: Identifier name } => OfMember(name.Name),
        Property { Key: StringLiteral name } => OfMember(name.Value),
        _ => ScriptTraits.None,
    };

    private static ScriptTraits OfUnknownMember => ScriptTraits.WritesMembers | ScriptTraits.CallsAmplifiers;

    private static ScriptTraits OfMember(string name) =>
        (Amplifiers.Contains(name) ? ScriptTraits.CallsAmplifiers : 0) | (Writers.Contains(name) ? ScriptTraits.WritesMembers : 0);
}
