using Acornima;
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

    /// <summary>It may call a method that makes long texts at once: repeat, padStart, padEnd.</summary>
    LengthensTexts = 4,

    /// <summary>It may reach the global object by <c>this</c> or <c>globalThis</c>, and so names that its text does not show.</summary>
    ReachesGlobalObject = 8,

    /// <summary>It uses Reflect, Proxy or the less common parts of Object, and so may reach members without naming them.</summary>
    Reflects = 16,

    /// <summary>It has a literal like <c>10n</c>.</summary>
    HasBigIntegers = 32,

    /// <summary>It may hold an iterator, whose methods nest without end.</summary>
    HoldsIterators = 64,

    /// <summary>It multiplies, raises or shifts: with a BigInt one such step may take minutes, and no limit is looked at meanwhile.</summary>
    Multiplies = 128,
}

/// <summary>Reads the traits off the syntax tree.</summary>
internal static class ScriptTraitsReader
{
    private static readonly HashSet<string> Lengtheners = new(StringComparer.Ordinal) { "repeat", "padStart", "padEnd" };

    private static readonly HashSet<string> IteratorMakers = new(StringComparer.Ordinal) { "values", "keys", "entries", "matchAll", "segment", "iterator", "from" };

    private static readonly HashSet<string> Writers = new(StringComparer.Ordinal)
    {
        "push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin", "set", "add", "delete", "clear",
        "assign", "defineProperty", "defineProperties", "setPrototypeOf",
    };

    private static readonly HashSet<string> HarmlessOfObject = new(StringComparer.Ordinal) { "keys", "values", "entries", "fromEntries", "freeze", "is", "hasOwn" };

    public static ScriptTraits Read(Node root)
    {
        var traits = ScriptTraits.None;
        var pending = new Stack<Node>();
        pending.Push(root);
        while (pending.TryPop(out var node))
        {
            if (node is MemberExpression { Computed: false, Object: Identifier { Name: "Object" or "Array" }, Property: Identifier called }
                && (HarmlessOfObject.Contains(called.Name) || called.Name is "from" or "isArray"))
                continue;
            traits |= Of(node) | OfOperator(node);
            foreach (var child in node.ChildNodes)
                pending.Push(child);
        }
        return traits;
    }

    private static ScriptTraits Of(Node node) => node switch
    {
        IFunction { Generator: true } => ScriptTraits.Repeats | ScriptTraits.HoldsIterators,
        ForStatement or ForInStatement or ForOfStatement or WhileStatement or DoWhileStatement or IFunction => ScriptTraits.Repeats,
        BigIntLiteral => ScriptTraits.HasBigIntegers,
        ThisExpression => ScriptTraits.ReachesGlobalObject,
        Identifier { Name: "Object" or "Reflect" or "Proxy" or "Symbol" or "Iterator" } => ScriptTraits.Reflects,
        AssignmentExpression { Left: not Identifier } or UpdateExpression { Argument: not Identifier } => ScriptTraits.WritesMembers,
        UnaryExpression { Operator: Operator.Delete } => ScriptTraits.WritesMembers,
        MemberExpression { Computed: false, Property: Identifier name } => OfMember(name.Name),
        MemberExpression { Computed: true, Property: StringLiteral name } => OfMember(name.Value),
        MemberExpression { Computed: true, Property: not NumericLiteral } => OfUnknownMember,
        Property { Computed: true } => OfUnknownMember,
        Property { Key: Identifier name } => OfMember(name.Name),
        Property { Key: StringLiteral name } => OfMember(name.Value),
        _ => ScriptTraits.None,
    };

    private static ScriptTraits OfOperator(Node node) => node switch
    {
        BinaryExpression { Operator: Operator.Multiplication or Operator.Exponentiation or Operator.LeftShift or Operator.RightShift } => ScriptTraits.Multiplies,
        AssignmentExpression { Operator: Operator.MultiplicationAssignment or Operator.ExponentiationAssignment or Operator.LeftShiftAssignment or Operator.RightShiftAssignment } => ScriptTraits.Multiplies,
        _ => ScriptTraits.None,
    };

    // a[i] may be any member, "repeat" among them.
    private static ScriptTraits OfUnknownMember => ScriptTraits.WritesMembers | ScriptTraits.LengthensTexts | ScriptTraits.HoldsIterators;

    private static ScriptTraits OfMember(string name) =>
        (Lengtheners.Contains(name) ? ScriptTraits.LengthensTexts : 0)
        | (IteratorMakers.Contains(name) ? ScriptTraits.HoldsIterators : 0)
        | (Writers.Contains(name) ? ScriptTraits.WritesMembers : 0)
        | (name == "__proto__" ? ScriptTraits.Reflects : 0);
}
