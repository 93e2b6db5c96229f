using System.Text.RegularExpressions;

namespace PetitionWorkflow.ArchitectureTests;

/// <summary>Rules on the text of the source: sizes and names.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;
    private const int MaxMethodLines = 50;

    private static readonly IReadOnlyList<(string Path, string[] Lines)> Files =
    [
        .. House.SourceFiles("*.cs").Select(p => (Path.GetRelativePath(House.Folder, p), File.ReadAllLines(p))),
    ];

    [Fact]
    public void Files_HaveAtMost400Lines()
    {
        Assert.True(IsTooLong(new string[MaxLines + 1]));
        Assert.Empty(Files.Where(f => IsTooLong(f.Lines)).Select(f => $"{f.Path}: {f.Lines.Length}"));
    }

    [Fact]
    public void Methods_HaveAtMost50Lines()
    {
        string[] method = ["    private static int Sum()", "    {", .. Enumerable.Repeat("        sum++;", MaxMethodLines), "    }", "", "    private int _next;"];
        Assert.NotEmpty(LongMethods(["public sealed class Long", "{", .. method, "}"]));
        Assert.Empty(Files.SelectMany(f => LongMethods(f.Lines).Select(line => $"{f.Path}: {line.Trim()}")));
    }

    [Fact]
    public void Classes_AreSealedUnlessAbstractOrStatic()
    {
        Assert.NotEmpty(OpenClasses(["public class Open", "{"]));
        Assert.Empty(OpenClasses(["public sealed class Closed", "public static partial class Extensions", "internal abstract record Base;"]));
        Assert.Empty(Files.SelectMany(f => OpenClasses(f.Lines).Select(line => $"{f.Path}: {line.Trim()}")));
    }

    [Fact]
    public void Names_SayWhatTheThingIs()
    {
        Assert.NotEmpty(EmptyNames(["internal sealed class PetitionHelper"]));
        Assert.NotEmpty(EmptyNames(["public static class StringUtil"]));
        Assert.Empty(Files.SelectMany(f => EmptyNames(f.Lines).Select(line => $"{f.Path}: {line.Trim()}")));
    }

    private static bool IsTooLong(string[] lines) => lines.Length > MaxLines;

    /// <summary>
    /// A method begins with a signature at its type's indentation and lasts until a line that is no deeper follows a blank one or
    /// closes the type: the formatting of the house makes this exact without a compiler.
    /// </summary>
    private static IEnumerable<string> LongMethods(string[] lines)
    {
        for (var first = 0; first < lines.Length; first++)
        {
            if (!MethodSignature().IsMatch(lines[first]))
            {
                continue;
            }

            var indent = IndentOf(lines[first]);
            var end = first + 1;
            while (end < lines.Length && !(IndentOf(lines[end]) < indent || (IndentOf(lines[end]) == indent && lines[end - 1].Length == 0)))
            {
                end++;
            }

            if (lines[first..end].Count(l => l.Length > 0) > MaxMethodLines)
            {
                yield return lines[first];
            }
        }
    }

    /// <summary>A blank line is as deep as what stands around it.</summary>
    private static int IndentOf(string line) => line.Trim().Length == 0 ? int.MaxValue : line.Length - line.TrimStart().Length;

    private static IEnumerable<string> OpenClasses(string[] lines) => lines.Where(l => OpenClass().IsMatch(l));

    private static IEnumerable<string> EmptyNames(string[] lines) => lines.Where(l => EmptyName().IsMatch(l));

    [GeneratedRegex(@"^\s*(public|internal|private|protected|file)?\s*(?!.*\b(sealed|abstract|static|delegate|struct)\b)(partial\s+)?(class|record)\s+\w+")]
    private static partial Regex OpenClass();

    [GeneratedRegex(@"^(    |        )(public|internal|private|protected|static|async)\s[^=;(]*\w(<[^>]*>)?\(")]
    private static partial Regex MethodSignature();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+\w*(?<!Tag)(Helper|Helpers|Manager|Util|Utils|Utility)\b")]
    private static partial Regex EmptyName();
}
