namespace WorkflowRuntime.Expressions;

/// <summary>
/// A type name taken apart: <c>List&lt;String&gt;</c>, <c>System.Collections.Generic.List`1[[System.String, mscorlib]], lib</c>.
/// </summary>
internal sealed record ClrTypeName(string Name, IReadOnlyList<string> Arguments, bool IsArray)
{
    public static bool TryParse(string text, out ClrTypeName name)
    {
        name = new ClrTypeName("", [], false);
        text = WithoutAssembly(text);
        var isArray = text.EndsWith("[]", StringComparison.Ordinal);
        if (isArray)
            text = text[..^2];
        var open = text.IndexOfAny(['<', '[']);
        if (open < 0)
        {
            name = new ClrTypeName(WithoutArity(text), [], isArray);
            return text.Length > 0;
        }
        if (open == 0 || text[^1] is not ('>' or ']'))
            return false;
        var arguments = Split(text[(open + 1)..^1]).Select(Unbracket).ToArray();
        name = new ClrTypeName(WithoutArity(text[..open]), arguments, isArray);
        return arguments.Length > 0;
    }

    private static string Unbracket(string argument) =>
        argument.Length > 2 && argument[0] == '[' && argument[^1] == ']' ? argument[1..^1].Trim() : argument;

    private static string WithoutArity(string text) => text.IndexOf('`') is var tick and >= 0 ? text[..tick] : text;

    // "Name, Assembly, Version=..." keeps its name; commas inside brackets belong to the name.
    private static string WithoutAssembly(string text) => Split(text)[0];

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '<' or '[': depth++; break;
                case '>' or ']': depth--; break;
                case ',' when depth == 0:
                    parts.Add(text[start..i].Trim());
                    start = i + 1;
                    break;
            }
        }
        parts.Add(text[start..].Trim());
        return parts;
    }
}
